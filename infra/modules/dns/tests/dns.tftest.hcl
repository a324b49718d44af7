mock_provider "aws" {
  override_during = plan
  mock_resource "aws_route53_zone" {
    defaults = { name_servers = ["ns-1.example", "ns-2.example"] }
  }
  mock_resource "aws_acm_certificate" {
    defaults = {
      domain_validation_options = [{
        domain_name           = "develop.meddevo.example"
        resource_record_name  = "_proof.develop.meddevo.example."
        resource_record_type  = "CNAME"
        resource_record_value = "_answer.acm-validations.aws."
      }]
    }
  }
}

variables {
  environment = "develop"
  vpc_id      = "vpc-0123"
  domain      = "develop.meddevo.example"
}

run "one_domain_for_names_and_certificate" {
  command = plan

  assert {
    condition     = aws_route53_zone.private.name == "develop.meddevo.example" && one(aws_route53_zone.private.vpc).vpc_id == "vpc-0123"
    error_message = "The zone must be private and of the environment's domain."
  }
  assert {
    condition     = aws_acm_certificate.this.domain_name == var.domain && contains(aws_acm_certificate.this.subject_alternative_names, "*.develop.meddevo.example")
    error_message = "The certificate must fit the names that apps get."
  }
  assert {
    condition     = aws_service_discovery_private_dns_namespace.this.name == "svc.develop.meddevo.example"
    error_message = "Services find each other below svc."
  }
  assert {
    condition     = aws_route53_record.proof.zone_id == aws_route53_zone.public.zone_id && aws_route53_record.proof.zone_id != aws_route53_zone.private.zone_id && aws_route53_record.proof.name == "_proof.develop.meddevo.example."
    error_message = "The proof must stand in the public zone."
  }
}

run "the_zone_above_can_delegate_to_the_public_one" {
  command = plan

  assert {
    condition     = aws_route53_zone.public.name == var.domain && length(aws_route53_zone.public.vpc) == 0
    error_message = "The public zone is of the same domain, and belongs to no network."
  }
  assert {
    condition     = output.name_servers == tolist(["ns-1.example", "ns-2.example"])
    error_message = "Whoever delegates needs the public zone's servers."
  }
}

run "refuses_a_domain_that_nobody_certifies" {
  command = plan
  variables {
    domain = "develop.meddevo.internal"
  }
  expect_failures = [var.domain]
}
