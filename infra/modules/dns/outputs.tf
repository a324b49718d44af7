output "zone_id" {
  description = "Id of the private zone that apps get names in."
  value       = aws_route53_zone.private.zone_id
}

output "domain" {
  description = "The zone's name."
  value       = aws_route53_zone.private.name
}

output "namespace_id" {
  description = "Id of the Cloud Map namespace."
  value       = aws_service_discovery_private_dns_namespace.this.id
}

output "namespace_arn" {
  description = "ARN of the Cloud Map namespace."
  value       = aws_service_discovery_private_dns_namespace.this.arn
}

output "namespace_name" {
  description = "The namespace's name, which is the end of every service's name."
  value       = aws_service_discovery_private_dns_namespace.this.name
}

output "namespace_zone_id" {
  description = "Id of the zone that Cloud Map made for the namespace."
  value       = aws_service_discovery_private_dns_namespace.this.hosted_zone
}

output "name_servers" {
  description = "Servers of the public zone, to which the zone above delegates the domain, before the certificate can be proved."
  value       = aws_route53_zone.public.name_servers
}

output "certificate_arn" {
  description = "ARN of the certificate of the domain and everything one level below it, once it is proved."
  value       = aws_acm_certificate_validation.this.certificate_arn
}
