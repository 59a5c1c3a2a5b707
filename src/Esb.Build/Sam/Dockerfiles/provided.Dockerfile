{{header}}
{{stages}}
FROM {{base}}
{{layers}}
WORKDIR /var/task
{{code}}
# AWS's image starts the runtime there. A file, because a link needs a RUN, and so a base whose user may make one.
COPY --chmod=755 <<'END' /var/runtime/bootstrap
#!/bin/sh
exec /var/task/bootstrap "$@"
END
CMD [{{handler}}]
COPY --from=meta /version.json /app/version.json
