# One image a room: docker build --build-arg ROOM=subgraphs/orders . (or gateway, or stack for the one-shot provisioning)
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY kit/package.json kit/
COPY postgres/package.json postgres/
COPY drizzle/package.json drizzle/
COPY schema-checks/package.json schema-checks/
COPY gateway/package.json gateway/
COPY stack/package.json stack/
COPY e2e/package.json e2e/
COPY bench/package.json bench/
COPY subgraphs/products/package.json subgraphs/products/
COPY subgraphs/inventory/package.json subgraphs/inventory/
COPY subgraphs/pricing/package.json subgraphs/pricing/
COPY subgraphs/customers/package.json subgraphs/customers/
COPY subgraphs/orders/package.json subgraphs/orders/
COPY subgraphs/payments/package.json subgraphs/payments/
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
