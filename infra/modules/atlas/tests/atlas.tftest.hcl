mock_provider "aws" {
  override_during = plan
  mock_resource "aws_kms_key" {}
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
}

mock_provider "mongodbatlas" {
  override_during = plan
  mock_resource "mongodbatlas_cloud_provider_access_setup" {
    defaults = {
      role_id    = "64f0c0ffee64f0c0ffee64f0"
      aws_config = [{ atlas_aws_account_arn = "arn:aws:iam::536727724300:root", atlas_assumed_role_external_id = "0c0ffee0-1234" }]
    }
  }
  mock_resource "mongodbatlas_advanced_cluster" {
    defaults = {
      connection_strings = [{
        private = "", private_srv = "", standard = "mongodb://public", standard_srv = "mongodb+srv://meddevo-develop.abcde.mongodb.net"
        private_endpoint = [
          { connection_string = "", srv_connection_string = "mongodb+srv://meddevo-develop-pl-1.abcde.mongodb.net", srv_shard_optimized_connection_string = "", type = "MONGOD", endpoints = [{ endpoint_id = "vpce-0other", provider_name = "AWS", region = "EU_CENTRAL_1" }] },
          { connection_string = "", srv_connection_string = "mongodb+srv://meddevo-develop-pl-0.abcde.mongodb.net", srv_shard_optimized_connection_string = "", type = "MONGOD", endpoints = [{ endpoint_id = "vpce-0ours", provider_name = "AWS", region = "EU_CENTRAL_1" }] },
        ]
      }]
    }
  }
}

override_resource {
  target          = aws_vpc_endpoint.this
  override_during = plan
  values          = { id = "vpce-0ours" }
}

variables {
  environment            = "develop"
  atlas_organization_id  = "5f0c0ffee0c0ffee0c0ffee0"
  vpc_id                 = "vpc-0123"
  subnet_ids             = ["subnet-a", "subnet-b", "subnet-c"]
  task_security_group_id = "sg-0tasks"
  users                  = { techdoc = { role_arn = "arn:aws:iam::555555555555:role/meddevo/develop/techdoc", databases = { techdoc = "readWrite" } } }
}

run "only_this_vpc_reaches_it" {
  command = plan

  assert {
    condition     = aws_vpc_security_group_ingress_rule.this.referenced_security_group_id == "sg-0tasks" && aws_vpc_security_group_ingress_rule.this.cidr_ipv4 == null
    error_message = "Only tasks may reach the endpoint."
  }
  assert {
    condition     = output.connection_string == "mongodb+srv://meddevo-develop-pl-0.abcde.mongodb.net"
    error_message = "Apps must get the address of our own endpoint, never the public one."
  }
}

run "encrypted_with_our_key_and_backed_up" {
  command = plan

  assert {
    condition     = mongodbatlas_advanced_cluster.this.encryption_at_rest_provider == "AWS" && one(mongodbatlas_encryption_at_rest.this.aws_kms_config).enabled && one(mongodbatlas_encryption_at_rest.this.aws_kms_config).region == "EU_CENTRAL_1"
    error_message = "The disks must be encrypted with our key."
  }
  assert {
    condition     = jsondecode(aws_iam_role.atlas.assume_role_policy).Statement[0].Condition.StringEquals["sts:ExternalId"] == "0c0ffee0-1234"
    error_message = "Atlas must say the id that it gave us."
  }
  assert {
    condition     = mongodbatlas_advanced_cluster.this.backup_enabled && mongodbatlas_advanced_cluster.this.pit_enabled && mongodbatlas_advanced_cluster.this.termination_protection_enabled
    error_message = "There must be backups, of any second, and no quick end."
  }
}

run "no_passwords" {
  command = plan

  assert {
    condition     = alltrue([for user in mongodbatlas_database_user.this : user.aws_iam_type == "ROLE" && user.auth_database_name == "$external" && user.password == null])
    error_message = "A task's role is the user."
  }
}

run "grows_only_as_far_as_allowed" {
  command = plan
  variables {
    instance_size     = "M30"
    max_instance_size = "M50"
  }

  assert {
    condition     = mongodbatlas_advanced_cluster.this.replication_specs[0].region_configs[0].auto_scaling[0].compute_max_instance_size == "M50"
    error_message = "Atlas must not grow beyond what was allowed."
  }
}

run "refuses_a_size_without_private_endpoints" {
  command = plan
  variables {
    instance_size = "M5"
  }
  expect_failures = [var.instance_size]
}

run "refuses_to_grow_downwards" {
  command = plan
  variables {
    instance_size     = "M30"
    max_instance_size = "M10"
  }
  expect_failures = [var.max_instance_size]
}

run "refuses_the_wrong_organisation_and_superusers" {
  command = plan
  variables {
    atlas_organization_id = "o-meddevo0001"
    users                 = { techdoc = { role_arn = "arn:aws:iam::555555555555:role/meddevo/develop/techdoc", databases = { admin = "atlasAdmin" } } }
    mongodb_version       = "4.4"
    backup_retention_days = 1
  }
  expect_failures = [var.atlas_organization_id, var.users, var.mongodb_version, var.backup_retention_days]
}
