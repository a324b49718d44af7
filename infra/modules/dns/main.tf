# One domain, found only inside: the same name works in the browser, in the certificate and in the operator's records.
resource "aws_route53_zone" "private" {
  name    = var.domain
  comment = "Names of the apps of ${var.environment}; their records belong to the operator"

  vpc {
    vpc_id = var.vpc_id
  }
}

# Cloud Map makes a zone of its own for it, whose records are its own.
resource "aws_service_discovery_private_dns_namespace" "this" {
  name        = "svc.${var.domain}"
  vpc         = var.vpc_id
  description = "Where the services of ${var.environment} find each other"
}

# What everybody finds of the domain: the certificate's proof, and nothing else. Until the zone above delegates the domain to this one, nobody looks here.
resource "aws_route53_zone" "public" {
  name    = var.domain
  comment = "Proof of the certificate of ${var.environment}; names of apps are found inside alone"
}

resource "aws_acm_certificate" "this" {
  domain_name               = var.domain
  subject_alternative_names = ["*.${var.domain}"]
  validation_method         = "DNS"
  key_algorithm             = "EC_prime256v1"

  lifecycle {
    create_before_destroy = true
  }
}

locals {
  # The wildcard is proved by the same record. for_each over the options would fail at the first plan, where nobody knows their number yet.
  proof = one([for option in aws_acm_certificate.this.domain_validation_options : option if option.domain_name == var.domain])
}

resource "aws_route53_record" "proof" {
  zone_id         = aws_route53_zone.public.zone_id
  name            = local.proof.resource_record_name
  type            = local.proof.resource_record_type
  records         = [local.proof.resource_record_value]
  ttl             = 300
  allow_overwrite = true # a certificate that is replaced asks for the same record
}

resource "aws_acm_certificate_validation" "this" {
  certificate_arn         = aws_acm_certificate.this.arn
  validation_record_fqdns = [aws_route53_record.proof.fqdn]
}
