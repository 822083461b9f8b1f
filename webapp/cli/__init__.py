"""The command ``visavis``; a module has the commands of one group. None of them imports Flask."""
