mock_provider "aws" {
  override_during = plan
  mock_data "aws_region" {
    defaults = { region = "eu-central-1" }
  }
}

variables {
  environment        = "develop"
  domain             = "develop.meddevo.example"
  organization_id    = "o-meddevo0001"
  cidr               = "10.20.0.0/16"
  availability_zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  log_bucket_arn     = "arn:aws:s3:::meddevo-network-logs"
}

run "closed_by_default" {
  command = plan

  assert {
    condition     = length(aws_internet_gateway.this) == 0 && length(aws_nat_gateway.this) == 0 && length(aws_vpc_security_group_egress_rule.tasks_out) == 0
    error_message = "Nothing may lead out unless it was asked for."
  }
  assert {
    condition     = length(setsubtract(["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "kms"], keys(aws_vpc_endpoint.interface))) == 0
    error_message = "Without these endpoints Fargate cannot pull, log or read secrets."
  }
  assert {
    condition     = length(aws_subnet.this) == 9 && length(distinct([for subnet in aws_subnet.this : subnet.cidr_block])) == 9
    error_message = "Three tiers in three zones must have nine different blocks."
  }
  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled])
    error_message = "The services' own names must lead to the endpoints."
  }
  assert {
    condition     = length(output.subnet_ids["app"]) == 3
    error_message = "There must be an app subnet in each zone."
  }
}

run "endpoints_are_a_border" {
  command = plan

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.interface["secretsmanager"].policy).Statement :
      try(statement.Condition.StringEquals["aws:PrincipalOrgID"] == "o-meddevo0001", false) || try(statement.Condition.Bool["aws:PrincipalIsAWSService"] == "true", false)
    ])
    error_message = "Only the organisation's identities and AWS itself may use an endpoint."
  }
  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.s3.policy).Statement :
      try(statement.Condition.StringEqualsIfExists["aws:ResourceOrgID"] == "o-meddevo0001", false) || (statement.Action == "s3:GetObject" && statement.Resource == "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*")
    ])
    error_message = "S3 may lead to our own buckets and ECR's layers only."
  }
  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoints.cidr_ipv4 == null
    error_message = "Groups name groups, not addresses."
  }
}

run "names_are_blocked_unless_known" {
  command = plan

  assert {
    condition     = aws_route53_resolver_firewall_rule.allow.priority < aws_route53_resolver_firewall_rule.block.priority && aws_route53_resolver_firewall_rule.block.action == "BLOCK"
    error_message = "What is known must be let pass before the rest is blocked."
  }
  assert {
    condition     = contains(aws_route53_resolver_firewall_domain_list.allow.domains, "*.develop.meddevo.example.") && contains(aws_route53_resolver_firewall_domain_list.allow.domains, "*.mongodb.net.")
    error_message = "The environment's own names and the database must be found."
  }
}

run "a_way_out_when_asked_for" {
  command = plan
  variables {
    egress = "nat"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 3 && length(aws_route.nat) == 3
    error_message = "Each zone must have a NAT gateway of its own."
  }
  assert {
    condition     = alltrue([for key, subnet in aws_subnet.this : !subnet.map_public_ip_on_launch])
    error_message = "No subnet may hand out public addresses."
  }
}

run "refuses_an_unknown_egress" {
  command = plan
  variables {
    egress = "open"
  }
  expect_failures = [var.egress]
}

run "refuses_public_addresses" {
  command = plan
  variables {
    cidr = "52.20.0.0/16"
  }
  expect_failures = [var.cidr]
}

run "refuses_one_zone" {
  command = plan
  variables {
    availability_zones = ["eu-central-1a"]
  }
  expect_failures = [var.availability_zones]
}

run "refuses_to_leave_fargate_without_its_endpoints" {
  command = plan
  variables {
    interface_endpoints = ["logs"]
  }
  expect_failures = [var.interface_endpoints]
}

run "refuses_to_allow_every_name" {
  command = plan
  variables {
    dns_allow_list = ["*."]
  }
  expect_failures = [var.dns_allow_list]
}

run "refuses_wrong_names" {
  command = plan
  variables {
    environment     = "Develop"
    domain          = "develop"
    organization_id = "meddevo"
    log_bucket_arn  = "meddevo-network-logs"
  }
  expect_failures = [var.environment, var.domain, var.organization_id, var.log_bucket_arn]
}
