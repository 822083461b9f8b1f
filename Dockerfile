# Vis-à-vis with its bundled package: docs/deploy.md.
# docker build --build-arg OFFICIAL_PACKAGE=yes . also bakes in the official French → English package.
FROM python:3.11-slim-bookworm AS build
# [fleet] for a library in PostgreSQL (compose.fleet.yaml); empty for one on this machine.
ARG EXTRAS=""
WORKDIR /source
COPY . .
RUN python -m venv /opt/visavis \
    && /opt/visavis/bin/pip install --no-cache-dir --constraint constraints.txt ".${EXTRAS}"

FROM python:3.11-slim-bookworm
COPY --from=build /opt/visavis /opt/visavis
RUN groupadd --system --gid 10001 visavis \
    && useradd --system --uid 10001 --gid visavis --home-dir /data --create-home visavis
# The volume has all that is ever written: the library, packages and what Argos Translate makes.
ENV PATH=/opt/visavis/bin:$PATH \
    HOME=/data \
    XDG_CACHE_HOME=/data/argos \
    XDG_CONFIG_HOME=/data/argos \
    XDG_DATA_HOME=/data/argos \
    VISAVIS_DATA_DIR=/data \
    VISAVIS_HOST=0.0.0.0 \
    VISAVIS_PORT=8000
USER 10001:10001
ARG OFFICIAL_PACKAGE=no
RUN if [ "$OFFICIAL_PACKAGE" = yes ]; then visavis models install fr_en; fi
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["visavis"]
CMD ["serve"]
