"""XLIFF of both versions with notes: on the file, on groups, on units, and of our exports."""

ONE = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="fr" original="a" datatype="plaintext"><header>
<note>File</note></header><body>
<trans-unit id="1">
<note>Fait &amp; dit</note>
<source>Fini</source><target>Done</target></trans-unit>
<trans-unit id="2"><source>Un</source>
<note from="a" priority='1'> A &lt;b&gt; &#233;<!-- c --></note>
<note><![CDATA[<i>&amp;]]></note><note/><note from="visavis">doubt</note>
<alt-trans><target>X</target><note>other</note></alt-trans></trans-unit>
<trans-unit id="3" translate="no"><source>Non</source><note>never</note></trans-unit>
<trans-unit id="4"><source>Deux</source></trans-unit></body></file></xliff>"""
TWO = """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr">
<file id="f"><notes><note>File</note></notes><group id="g"><notes><note>Group</note></notes>
<unit id="u"><notes><note id="a">First</note><note category="uncertain" id="n-s1">doubt</note>
<note category="uncertain">Really?</note></notes>
<segment><source>Fini.</source><target>Done.</target></segment>
<segment><source>Un.</source></segment><segment><source>Deux.</source></segment></unit></group>
<unit id="v"><segment><source>Trois.</source></segment></unit>
<x:unit id="w" xmlns:x="urn:oasis:names:tc:xliff:document:2.0">
<x:notes><x:note>Last</x:note></x:notes>
<x:segment><x:source>Quatre.</x:source></x:segment></x:unit></file></xliff>"""
