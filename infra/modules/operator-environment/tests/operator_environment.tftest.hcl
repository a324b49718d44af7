mock_provider "aws" {
  override_during = plan
  mock_data "aws_caller_identity" {
    defaults = { account_id = "555555555555" }
  }
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
}

variables {
  environment  = "develop"
  role_arn     = "arn:aws:iam::555555555555:role/operator/meddevo-develop"
  external_id  = "develop-7d1f"
  cluster_name = "develop"
  network = {
    vpc_id             = "vpc-0123"
    subnet_ids         = ["subnet-0a", "subnet-0b", "subnet-0c"]
    security_group_ids = ["sg-0tasks"]
  }
  listeners = {
    internal = {
      arn             = "arn:aws:elasticloadbalancing:eu-central-1:555555555555:listener/app/develop-internal/50dc6c495c0c9188/f2f7dc8efc522ab2"
      loadBalancerArn = "arn:aws:elasticloadbalancing:eu-central-1:555555555555:loadbalancer/app/develop-internal/50dc6c495c0c9188"
      dnsName         = "internal-develop-internal-1.eu-central-1.elb.amazonaws.com"
      hostedZoneId    = "Z215JYRZR1TBD5"
      securityGroupId = "sg-0alb"
    }
  }
  discovery = { namespace_id = "ns-0123", name = "svc.develop.meddevo.example" }
  dns       = { zone_id = "Z0APPS", domain = "develop.meddevo.example" }
  files     = { file_system_id = "fs-0123", security_group_id = "sg-0files" }
  registry  = { accountId = "444444444444", region = "eu-central-1", prefix = "meddevo/" }
  roles = {
    execution      = "arn:aws:iam::555555555555:role/meddevo/develop/meddevo-develop-execution"
    task           = "arn:aws:iam::555555555555:role/meddevo/develop/meddevo-develop-task"
    infrastructure = "arn:aws:iam::555555555555:role/operator/meddevo-develop-infrastructure"
  }
  logs = { kms_key_arn = "arn:aws:kms:eu-central-1:555555555555:key/1234abcd" }
}

run "says_everything_that_the_foundations_know" {
  command = plan

  assert {
    condition     = yamldecode(output.manifest_yaml).apiVersion == "meddevo.com/v1alpha1" && yamldecode(output.manifest_yaml).kind == "MeddevoEnvironment" && yamldecode(output.manifest_yaml).metadata.name == "develop"
    error_message = "It must be a MeddevoEnvironment of that name."
  }
  assert {
    condition = toset(keys(yamldecode(output.manifest_yaml).spec)) == toset([
      "aws", "namespaces", "cluster", "network", "listeners", "discovery", "dns", "files", "registry", "roles", "logs", "api",
    ])
    error_message = "Every field that has something to say must be there, and no other."
  }
  assert {
    condition     = strcontains(output.manifest_yaml, "\"accountId\": \"555555555555\"") && yamldecode(output.manifest_yaml).spec.namespaces == ["develop"]
    error_message = "The account's number must stay text."
  }
  assert {
    condition     = yamldecode(output.manifest_yaml).spec.listeners.internal.priorities == { from = 1000, to = 49000 }
    error_message = "A listener must say which priorities are the operator's."
  }
  assert {
    condition     = jsonencode(yamldecode(output.manifest_yaml)) == jsonencode(jsondecode(aws_ssm_parameter.manifest.value)) && aws_ssm_parameter.manifest.name == "/meddevo/environments/develop"
    error_message = "Parameter and output must say the same."
  }
}

run "leaves_out_what_nobody_said" {
  command = plan
  variables {
    discovery  = null
    dns        = null
    files      = null
    datadog    = { site = "datadoghq.eu", api_key_secret_name = "develop/datadog" }
    defaults   = { healthCheck = { path = "/ready", intervalSeconds = 20 }, stopSeconds = 25 }
    guardrails = { maxCpu = 4096, requireHealthCheck = true }
  }

  assert {
    condition     = !strcontains(output.manifest_yaml, "null") && length(setintersection(["discovery", "dns", "files"], keys(yamldecode(output.manifest_yaml).spec))) == 0
    error_message = "The schema knows no null."
  }
  assert {
    condition     = yamldecode(output.manifest_yaml).spec.defaults == { healthCheck = { path = "/ready", intervalSeconds = 20 }, stopSeconds = 25 } && yamldecode(output.manifest_yaml).spec.guardrails == { maxCpu = 4096, requireHealthCheck = true }
    error_message = "What was said must be there, and nothing besides."
  }
  assert {
    condition = yamldecode(output.manifest_yaml).spec.datadog == {
      site        = "datadoghq.eu"
      apiKey      = { secretsManager = "develop/datadog", key = "api_key" }
      logs        = false
      agentImage  = "444444444444.dkr.ecr.eu-central-1.amazonaws.com/ecr-public/datadog/agent:7"
      routerImage = "444444444444.dkr.ecr.eu-central-1.amazonaws.com/ecr-public/aws-observability/aws-for-fluent-bit:stable"
    }
    error_message = "Datadog must know its site and where the key is, and come out of our own cache."
  }
}

run "refuses_another_accounts_role" {
  command = plan
  variables {
    role_arn = "arn:aws:iam::666666666666:role/operator/meddevo-production"
  }
  expect_failures = [var.role_arn]
}

run "refuses_another_accounts_roles_of_tasks" {
  command = plan
  variables {
    roles = {
      execution      = "arn:aws:iam::666666666666:role/meddevo/production/meddevo-production-execution"
      task           = "arn:aws:iam::555555555555:role/meddevo/develop/meddevo-develop-task"
      infrastructure = "arn:aws:iam::555555555555:role/operator/meddevo-develop-infrastructure"
    }
  }
  expect_failures = [var.roles]
}

run "refuses_another_accounts_listener" {
  command = plan
  variables {
    listeners = { internal = {
      arn             = "arn:aws:elasticloadbalancing:eu-central-1:666666666666:listener/app/production-internal/1/2"
      loadBalancerArn = "arn:aws:elasticloadbalancing:eu-central-1:666666666666:loadbalancer/app/production-internal/1"
      dnsName         = "internal-production-internal-1.eu-central-1.elb.amazonaws.com"
      hostedZoneId    = "Z215JYRZR1TBD5"
      securityGroupId = "sg-0alb"
    } }
  }
  expect_failures = [aws_ssm_parameter.manifest]
}

run "refuses_names_and_priorities_that_the_schema_refuses" {
  command = plan
  variables {
    listeners = { Internal = {
      arn             = "arn:aws:elasticloadbalancing:eu-central-1:555555555555:listener/app/develop-internal/1/2"
      loadBalancerArn = "arn:aws:elasticloadbalancing:eu-central-1:555555555555:loadbalancer/app/develop-internal/1"
      dnsName         = "internal-develop-internal-1.eu-central-1.elb.amazonaws.com"
      hostedZoneId    = "Z215JYRZR1TBD5"
      securityGroupId = "sg-0alb"
      priorities      = { from = 500, to = 100 }
    } }
  }
  expect_failures = [var.listeners]
}

run "refuses_arns_where_names_and_ids_are_asked_for" {
  command = plan
  variables {
    cluster_name = "arn:aws:ecs:eu-central-1:555555555555:cluster/develop"
    discovery    = { namespace_id = "develop", name = "svc.develop.meddevo.example" }
    dns          = { zone_id = "Z0APPS", domain = "develop.meddevo.example." }
    files        = { file_system_id = "meddevo-develop", security_group_id = "sg-0files" }
    datadog      = { site = "datadoghq.eu", api_key_secret_name = "arn:aws:secretsmanager:eu-central-1:555555555555:secret:develop/datadog-AbCdEf" }
  }
  expect_failures = [var.cluster_name, var.discovery, var.dns, var.files, var.datadog]
}

run "refuses_what_the_operator_would_refuse" {
  command = plan
  variables {
    namespaces  = []
    external_id = ""
    network     = { vpc_id = "vpc-0123", subnet_ids = [], security_group_ids = ["sg-1", "sg-2", "sg-3", "sg-4", "sg-5"] }
    registry    = { accountId = "44444444444", region = "eu-central-1", prefix = "meddevo" }
    logs        = { retention_days = 100, kms_key_arn = "arn:aws:kms:eu-central-1:555555555555:key/1234abcd" }
    api_share   = 1
    defaults    = { healthCheck = { intervalSeconds = 5, timeoutSeconds = 10 } }
    guardrails  = { maxCpu = 1 }
  }
  expect_failures = [var.namespaces, var.external_id, var.network, var.registry, var.logs, var.api_share, var.defaults, var.guardrails]
}
