namespace Esb.Build.Tests.BakeFiles;

internal static partial class GoldenBakeFile
{
    private const string OtherTargets =
        """
            "lambda-base": {
              "context": "/box/lambda-base",
              "dockerfile": "/box/lambda-base/Dockerfile",
              "contexts": {
                "meta": "/box/.esb/meta"
              },
              "args": {
                "LAMBDA_IMAGE": "public.ecr.aws/lambda/python:3.12"
              },
              "labels": {
                "org.opencontainers.image.revision": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "org.opencontainers.image.source": "https://example.com/box.git",
                "org.opencontainers.image.title": "lambda-base",
                "org.opencontainers.image.version": "v1.2.3"
              },
              "tags": [
                "esb-lambda-base:latest"
              ],
              "attest": [
                "type=provenance,disabled=true"
              ],
              "output": [
                "type=docker"
              ]
            },
            "os-base": {
              "context": "/box/os-base",
              "dockerfile": "/box/os-base/Dockerfile",
              "contexts": {
                "meta": "/box/.esb/meta"
              },
              "args": {
                "BUILDKIT_SANDBOX_HOSTNAME": "secrets-1"
              },
              "labels": {
                "org.opencontainers.image.revision": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "org.opencontainers.image.source": "https://example.com/box.git",
                "org.opencontainers.image.title": "os-base",
                "org.opencontainers.image.version": "v1.2.3"
              },
              "tags": [
                "esb-os-base:latest"
              ],
              "secret": [
                "id=esb_root_ca,src=/box/certs/rootCA.crt"
              ],
              "attest": [
                "type=provenance,disabled=true"
              ],
              "output": [
                "type=docker"
              ]
            },
            "provisioner": {
              "context": "/box/provisioner",
              "dockerfile": "/box/provisioner/Dockerfile",
              "contexts": {
                "generator_assets": "/box/assets",
                "meta": "/box/.esb/meta",
                "python-base": "target:python-base"
              },
              "args": {
                "PYTHON_BASE_IMAGE": "python-base"
              },
              "labels": {
                "org.opencontainers.image.revision": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "org.opencontainers.image.source": "https://example.com/box.git",
                "org.opencontainers.image.title": "provisioner",
                "org.opencontainers.image.version": "v1.2.3"
              },
              "tags": [
                "esb-provisioner:latest"
              ],
              "secret": [
                "id=esb_root_ca,src=/box/certs/rootCA.crt"
              ],
              "attest": [
                "type=provenance,disabled=true"
              ],
              "output": [
                "type=docker"
              ]
            },
            "python-base": {
              "context": "/box/python-base",
              "dockerfile": "/box/python-base/Dockerfile",
              "contexts": {
                "meta": "/box/.esb/meta"
              },
              "args": {
                "BUILDKIT_SANDBOX_HOSTNAME": "secrets-1"
              },
              "labels": {
                "org.opencontainers.image.revision": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "org.opencontainers.image.source": "https://example.com/box.git",
                "org.opencontainers.image.title": "python-base",
                "org.opencontainers.image.version": "v1.2.3"
              },
              "tags": [
                "esb-python-base:latest"
              ],
              "secret": [
                "id=esb_root_ca,src=/box/certs/rootCA.crt"
              ],
              "attest": [
                "type=provenance,disabled=true"
              ],
              "output": [
                "type=docker"
              ]
            },
            "runtime-node-containerd": {
              "context": "/box/runtime-node",
              "dockerfile": "/box/runtime-node/Dockerfile",
              "contexts": {
                "meta": "/box/.esb/meta",
                "os-base": "target:os-base"
              },
              "args": {
                "OS_BASE_IMAGE": "os-base"
              },
              "labels": {
                "org.opencontainers.image.revision": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "org.opencontainers.image.source": "https://example.com/box.git",
                "org.opencontainers.image.title": "runtime-node",
                "org.opencontainers.image.version": "v1.2.3"
              },
              "tags": [
                "esb-runtime-node:latest-containerd"
              ],
              "secret": [
                "id=esb_root_ca,src=/box/certs/rootCA.crt"
              ],
              "attest": [
                "type=provenance,disabled=true"
              ],
              "output": [
                "type=docker"
              ]
            }
          }
        }

        """;
}
