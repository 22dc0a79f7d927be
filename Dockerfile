# One image a room: docker build --build-arg ROOM=subgraphs/orders . (or gateway, or stack for the one-shot provisioning)
FROM node:24-slim AS manifests
WORKDIR /app
COPY . .
# What npm reads, of whatever workspaces there are: while it stays the same, the installation below is taken from the cache.
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete && find . -type d -empty -delete

FROM node:24-slim AS dependencies
WORKDIR /app
COPY --from=manifests /app ./
# Neither the embedded PostgreSQL nor a Node of our own is needed in here: both are optional dependencies.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
ARG ROOM=gateway
ENV ROOM=${ROOM} HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app /app
COPY . .
USER node
CMD ["sh", "-c", "exec node --import ./kit/preflight.js \"$ROOM/src/main.ts\""]
