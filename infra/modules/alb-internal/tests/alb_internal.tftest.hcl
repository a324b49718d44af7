mock_provider "aws" {
  override_during = plan
  mock_resource "aws_lb" {}
  mock_resource "aws_lb_listener" {}
}

variables {
  environment            = "develop"
  vpc_id                 = "vpc-0123"
  subnet_ids             = ["subnet-a", "subnet-b", "subnet-c"]
  task_security_group_id = "sg-0tasks"
  client_cidrs           = { office = "10.1.0.0/16", vpn = "100.64.0.0/16" }
  certificate_arn        = "arn:aws:acm:eu-central-1:555555555555:certificate/1234abcd"
  log_bucket_name        = "meddevo-lb-logs"
}

run "internal_and_logged" {
  command = plan

  assert {
    condition     = alltrue([for balancer in aws_lb.this : balancer.internal && balancer.enable_deletion_protection && balancer.drop_invalid_header_fields])
    error_message = "Load balancers must be internal, protected, and refuse malformed headers."
  }
  assert {
    condition     = alltrue([for balancer in aws_lb.this : balancer.access_logs[0].enabled && balancer.connection_logs[0].enabled])
    error_message = "Requests and connections must be logged."
  }
  assert {
    condition     = aws_vpc_security_group_egress_rule.to_tasks.referenced_security_group_id == "sg-0tasks" && aws_vpc_security_group_egress_rule.to_tasks.cidr_ipv4 == null
    error_message = "Load balancers may talk to tasks alone."
  }
}

run "nobody_is_answered_404_and_only_the_operator_changes_that" {
  command = plan

  assert {
    condition     = alltrue([for listener in aws_lb_listener.https : listener.default_action[0].fixed_response[0].status_code == "404"])
    error_message = "A request that no app asked for must be answered 404."
  }
  assert {
    condition     = alltrue([for listener in aws_lb_listener.https : listener.tags["meddevo:operator"] == "rules"])
    error_message = "The operator may add rules only to a listener that is marked for it."
  }
  assert {
    condition     = alltrue([for listener in aws_lb_listener.https : startswith(listener.ssl_policy, "ELBSecurityPolicy-TLS13-")])
    error_message = "TLS must be 1.2 or newer."
  }
}

run "several_listeners_are_several_load_balancers" {
  command = plan
  variables {
    listeners = ["internal", "batch"]
  }

  assert {
    condition     = length(output.listeners) == 2 && output.load_balancer_names == toset(["develop-internal", "develop-batch"])
    error_message = "Each listener must have a load balancer, and so a quota, of its own."
  }
}

run "refuses_old_tls" {
  command = plan
  variables {
    ssl_policy = "ELBSecurityPolicy-2016-08"
  }
  expect_failures = [var.ssl_policy]
}

run "refuses_the_internet_as_client" {
  command = plan
  variables {
    client_cidrs = { everybody = "0.0.0.0/0" }
  }
  expect_failures = [var.client_cidrs]
}

run "refuses_names_that_aws_or_the_operator_do_not_take" {
  command = plan
  variables {
    listeners = ["Internal_1"]
  }
  expect_failures = [var.listeners]
}

run "refuses_names_that_are_too_long" {
  command = plan
  variables {
    listeners = ["internal-for-all-that-is-documentation"]
  }
  expect_failures = [var.listeners]
}

run "refuses_an_arn_as_bucket_and_a_single_zone" {
  command = plan
  variables {
    log_bucket_name = "arn:aws:s3:::meddevo-lb-logs"
    subnet_ids      = ["subnet-a"]
  }
  expect_failures = [var.log_bucket_name, var.subnet_ids]
}
