{{header}}
FROM {{base}}
COPY --from=meta /version.json /app/version.json
