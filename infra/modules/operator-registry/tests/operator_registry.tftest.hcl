mock_provider "aws" {
  override_during = plan
  mock_data "aws_caller_identity" {
    defaults = { account_id = "444444444444" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
}

variables {
  name           = "platform"
  environments   = ["production", "develop"]
  role_arn       = "arn:aws:iam::444444444444:role/operator/meddevo-registry-platform"
  external_id    = "platform-3e1a"
  prefix         = "meddevo/"
  kms_key_arn    = "arn:aws:kms:eu-central-1:444444444444:key/1234abcd"
  moving_tags    = ["develop", "buildcache*"]
  push_role_arns = ["arn:aws:iam::444444444444:role/ci/app-push"]
  images         = { expireUntaggedAfterDays = 14, quarantineHours = 48 }
}

run "says_everything_that_the_foundations_know" {
  command = plan

  assert {
    condition = jsonencode(yamldecode(output.manifest_yaml)) == jsonencode({
      apiVersion = "meddevo.com/v1alpha1"
      kind       = "MeddevoRegistry"
      metadata   = { name = "platform", labels = { "app.kubernetes.io/managed-by" = "terraform" } }
      spec = {
        aws          = { region = "eu-central-1", accountId = "444444444444", roleArn = var.role_arn, externalId = "platform-3e1a" }
        prefix       = "meddevo/"
        environments = ["develop", "production"]
        tags         = { immutable = true, moving = ["buildcache*", "develop"] }
        pushers      = ["arn:aws:iam::444444444444:role/ci/app-push"]
        kmsKeyArn    = var.kms_key_arn
        images       = { expireUntaggedAfterDays = 14, quarantineHours = 48 }
      }
    })
    error_message = "Every field that has something to say must be there, and no other."
  }
  assert {
    condition     = strcontains(output.manifest_yaml, "\"accountId\": \"444444444444\"") && jsondecode(aws_ssm_parameter.manifest.value) == yamldecode(output.manifest_yaml)
    error_message = "The account's number must stay text, and the parameter must hold the same."
  }
  assert {
    condition     = output.parameter_name == "/meddevo/registries/platform"
    error_message = "Whoever writes the GitOps tree finds it by the registry's name."
  }
}

run "leaves_out_what_nobody_said" {
  command = plan
  variables {
    moving_tags    = []
    push_role_arns = []
    images         = {}
  }

  assert {
    condition     = yamldecode(output.manifest_yaml).spec.tags == { immutable = true } && length(setintersection(keys(yamldecode(output.manifest_yaml).spec), ["pushers", "images"])) == 0
    error_message = "The operator's defaults must hold where nothing was said."
  }
}

run "refuses_what_belongs_to_another_account" {
  command = plan
  variables {
    role_arn    = "arn:aws:iam::666666666666:role/operator/meddevo-registry-platform"
    kms_key_arn = "arn:aws:kms:eu-central-1:666666666666:key/1234abcd"
  }
  expect_failures = [var.role_arn, var.kms_key_arn]
}

run "refuses_an_environment_s_role" {
  command = plan
  variables {
    role_arn = "arn:aws:iam::444444444444:role/operator/meddevo-develop"
  }
  expect_failures = [var.role_arn]
}

run "refuses_what_the_operator_would_refuse" {
  command = plan
  variables {
    name           = "Platform"
    environments   = []
    external_id    = ""
    prefix         = ""
    moving_tags    = ["a", "b", "c", "d", "e", "f"]
    push_role_arns = ["ci/app-push"]
    images         = { keepReleases = 2.5 }
  }
  expect_failures = [var.name, var.environments, var.external_id, var.prefix, var.moving_tags, var.push_role_arns, var.images]
}
