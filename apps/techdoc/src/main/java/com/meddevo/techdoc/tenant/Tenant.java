package com.meddevo.techdoc.tenant;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The manufacturer whose documentation a request works on. Every stored thing carries its id, every query asks for it.
 *
 * <p>There is one, from the configuration, until sign-in tells tenants apart.
 *
 * @param id part of every key
 * @param language BCP 47 tag of the language that texts fall back to
 */
@ConfigurationProperties("techdoc.tenant")
public record Tenant(String id, String language) {
}
