"""The product's names in one place, for every program that shows them. Build context "meta_module"."""

PRODUCT = "Edge Serverless Box"
BRAND = "esb"
API_VERSION = "v1"
