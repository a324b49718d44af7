package com.meddevo.aws.dnsrecord;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Records have no tags, so a TXT record beside each one says whose it is. It stands under a label of its own, since a name's own TXT records belong to
 * whoever proves something by them.
 */
final class OwnerRecord {
    private static final String LABEL = "_meddevo.";
    private static final long TTL_SECONDS = 300;
    private static final Pattern VALUE = Pattern.compile("\"heritage=meddevo,meddevo/environment=([^,\"]+),meddevo/app=([^,\"]+)\"");

    private final String environment;

    /** @param environment the environment's name */
    OwnerRecord(String environment) { this.environment = environment; }

    /** The name that the owner of a name stands under. */
    static String nameOf(String name) { return LABEL + name; }

    /** What stands in the record of an app's name, quotes included. */
    String value(String app) {
        return "\"heritage=meddevo,meddevo/environment=" + environment + ",meddevo/app=" + app + "\"";
    }

    ResourceRecordSet of(String app, String name) {
        return ResourceRecordSet.builder().name(nameOf(name)).type(RRType.TXT).ttl(TTL_SECONDS)
                .resourceRecords(ResourceRecord.builder().value(value(app)).build()).build();
    }

    /** The name that a record speaks of; empty for any other record. */
    static Optional<String> subject(ResourceRecordSet set) {
        String name = DomainNames.plain(set.name());
        return set.type() == RRType.TXT && name.startsWith(LABEL) ? Optional.of(name.substring(LABEL.length())) : Optional.empty();
    }

    /** The app that it says is the owner; empty if it speaks of another environment, or of nobody. */
    Optional<String> app(ResourceRecordSet set) {
        return set.resourceRecords().stream().map(record -> VALUE.matcher(record.value())).filter(Matcher::matches)
                .filter(matcher -> matcher.group(1).equals(environment)).map(matcher -> matcher.group(2)).findFirst();
    }
}
