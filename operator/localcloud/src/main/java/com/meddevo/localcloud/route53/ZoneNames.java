package com.meddevo.localcloud.route53;

import com.meddevo.localcloud.names.NameTable;
import com.meddevo.localcloud.state.Site;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The addresses that the zones' A records lead to, aliases followed. Names with a wildcard are left out: no hosts file can hold them. */
final class ZoneNames implements NameTable {

    private final Site site;
    private final Records records;
    private final Function<String, Optional<String>> addresses;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, List<String>> known = Map.of();

    /** @param addresses the address behind a name outside the zones, such as a load balancer's, in lower case and without a dot at its end */
    ZoneNames(Site site, Records records, Function<String, Optional<String>> addresses) {
        this.site = site;
        this.records = records;
        this.addresses = addresses;
    }

    /** Looks at the records again. Inside the account's lock. */
    void changed() {
        var found = new TreeMap<String, List<String>>();
        records.sets.all().stream().filter(set -> set.type() == RRType.A && !set.name().contains("\\")).forEach(set -> {
            var all = addresses(set);
            if (!all.isEmpty()) {
                found.put(plain(set.name()), all);
            }
        });
        if (!found.equals(known)) {
            known = Collections.unmodifiableMap(found);
            listeners.forEach(site.timeline()::afterwards);
        }
    }

    private List<String> addresses(ResourceRecordSet set) {
        return set.aliasTarget() == null
                ? set.resourceRecords().stream().map(ResourceRecord::value).toList()
                : addresses.apply(plain(set.aliasTarget().dnsName())).stream().toList();
    }

    private static String plain(String canonical) {
        return canonical.substring(0, canonical.length() - 1).replaceFirst("^dualstack\\.", "");
    }

    @Override
    public Map<String, List<String>> addresses() { return known; }

    @Override
    public void onChange(Runnable listener) { listeners.add(listener); }
}
