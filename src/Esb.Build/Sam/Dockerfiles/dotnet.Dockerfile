{{header}}
{{stages}}
FROM {{base}}
{{layers}}
WORKDIR /var/task
{{code}}
CMD [{{handler}}]
COPY --from=meta /version.json /app/version.json
