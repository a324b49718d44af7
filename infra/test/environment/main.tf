# A whole environment as one configuration: what infra/stacks/workload binds by Terragrunt, bound by Terraform, so that one apply against the offline
# provider shows that outputs fit inputs all the way to the manifest that the operator reads.
terraform {
  required_version = ">= 1.11.0"

  required_providers {
    aws          = { source = "hashicorp/aws", version = "~> 6.66" }
    datadog      = { source = "DataDog/datadog", version = "~> 4.19" }
    mongodbatlas = { source = "mongodb/mongodbatlas", version = "~> 1.41" }
  }
}

locals {
  environment     = "develop"
  organization_id = "o-meddevo0001"
  external_id     = "develop-7d1f"
}

module "ecr" {
  source           = "./modules/ecr"
  organization_id  = local.organization_id
  pull_account_ids = ["555555555555", "666666666666"]
  push_role_arns   = ["arn:aws:iam::444444444444:role/ci/app-push"]
}

module "network" {
  source             = "./modules/network"
  environment        = local.environment
  domain             = "develop.meddevo.example"
  organization_id    = local.organization_id
  cidr               = "10.20.0.0/16"
  availability_zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  log_bucket_arn     = "arn:aws:s3:::meddevo-network-logs"
}

module "dns" {
  source      = "./modules/dns"
  environment = local.environment
  vpc_id      = module.network.vpc_id
  domain      = "develop.meddevo.example"
}

module "ecs_cluster" {
  source      = "./modules/ecs-cluster"
  environment = local.environment
}

module "efs" {
  source                 = "./modules/efs"
  environment            = local.environment
  vpc_id                 = module.network.vpc_id
  subnet_ids             = module.network.subnet_ids.data
  task_security_group_id = module.network.task_security_group_id
}

module "alb_internal" {
  source                 = "./modules/alb-internal"
  environment            = local.environment
  listeners              = ["internal", "partners"]
  vpc_id                 = module.network.vpc_id
  subnet_ids             = module.network.subnet_ids.app
  task_security_group_id = module.network.task_security_group_id
  client_cidrs           = { office = "10.99.0.0/24" }
  certificate_arn        = module.dns.certificate_arn
  log_bucket_name        = "meddevo-lb-logs"
}

module "atlas" {
  source                 = "./modules/atlas"
  environment            = local.environment
  atlas_organization_id  = "0123456789abcdef01234567"
  vpc_id                 = module.network.vpc_id
  subnet_ids             = module.network.subnet_ids.data
  task_security_group_id = module.network.task_security_group_id
  users                  = { techdoc = { role_arn = module.app_roles.role_arns.techdoc, databases = { techdoc = "readWrite" } } }
}

module "datadog" {
  source                           = "./modules/datadog"
  environment                      = local.environment
  datadog_account_id               = "464622532012"
  kms_key_arn                      = module.ecs_cluster.kms_key_arn
  failed_bucket_arn                = "arn:aws:s3:::meddevo-datadog-failed"
  recorded_sessions_log_group_name = module.ecs_cluster.exec_log_group_name
  notify                           = "@slack-platform"
  runbooks_url                     = "https://gitlab.com/meddevo/meddevo/-/blob/master/docs/runbooks"
}

module "operator_iam" {
  source                 = "./modules/operator-iam"
  name                   = local.environment
  operator_principal_arn = "arn:aws:iam::444444444444:role/operator/meddevo-operator-develop"
  external_id            = local.external_id
  organization_id        = local.organization_id
  environment = {
    cluster_name        = module.ecs_cluster.cluster_name
    vpc_id              = module.network.vpc_id
    load_balancer_names = module.alb_internal.load_balancer_names
    namespace_arn       = module.dns.namespace_arn
    namespace_zone_id   = module.dns.namespace_zone_id
    zone_id             = module.dns.zone_id
    file_system_arn     = module.efs.file_system_arn
    registry            = module.ecr.registry
  }
}

module "app_roles" {
  source       = "./modules/app-roles"
  environment  = local.environment
  apps         = { techdoc = null }
  boundary_arn = module.operator_iam.task_boundary_arn
}

module "operator_events" {
  source          = "./modules/operator-events"
  environment     = local.environment
  cluster_arn     = module.ecs_cluster.cluster_arn
  reader_role_arn = module.operator_iam.role_arn
}

module "operator_environment" {
  source       = "./modules/operator-environment"
  environment  = local.environment
  role_arn     = module.operator_iam.role_arn
  external_id  = local.external_id
  cluster_name = module.ecs_cluster.cluster_name
  network = {
    vpc_id             = module.network.vpc_id
    subnet_ids         = module.network.subnet_ids.app
    security_group_ids = [module.network.task_security_group_id]
  }
  listeners = module.alb_internal.listeners
  discovery = { namespace_id = module.dns.namespace_id, name = module.dns.namespace_name }
  dns       = { zone_id = module.dns.zone_id, domain = module.dns.domain }
  files     = { file_system_id = module.efs.file_system_id, security_group_id = module.efs.security_group_id }
  datadog   = { site = module.datadog.site, api_key_secret_name = module.datadog.api_key_secret_name }
  registry  = module.ecr.registry
  roles     = module.operator_iam.roles
  logs      = { kms_key_arn = module.ecs_cluster.kms_key_arn }
}

module "registry_iam" {
  source                 = "./modules/operator-iam"
  name                   = "platform"
  operator_principal_arn = "arn:aws:iam::444444444444:role/operator/meddevo-operator-production"
  external_id            = "platform-3e1a"
  organization_id        = local.organization_id
  registry               = { prefix = module.ecr.registry.prefix, kms_key_arn = module.ecr.kms_key_arn }
}

module "operator_registry" {
  source         = "./modules/operator-registry"
  name           = "platform"
  environments   = ["develop", "production"]
  role_arn       = module.registry_iam.role_arn
  external_id    = "platform-3e1a"
  prefix         = module.ecr.registry.prefix
  kms_key_arn    = module.ecr.kms_key_arn
  moving_tags    = module.ecr.moving_tags
  push_role_arns = module.ecr.push_role_arns
  images         = { cleanUp = true, expireUntaggedAfterDays = 14, keepReleases = 20, quarantineHours = 48 }
}

output "registry_yaml" {
  value = module.operator_registry.manifest_yaml
}

output "manifest_yaml" {
  value = module.operator_environment.manifest_yaml
}
