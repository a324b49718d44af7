package com.meddevo.change.policy;

import com.meddevo.change.input.ResourceChange;
import java.time.LocalDate;

/**
 * Leave to do once what a policy denies.
 *
 * @param id the file's name
 * @param policy the one that is waived
 * @param unit the folder below infra/live
 * @param address the one resource
 * @param owner who answers for it: an address of mail
 * @param lastDay the last day on which it counts, {@code 2026-12-31}, in UTC
 */
public record Waiver(String id, String policy, String unit, String address, String owner, String reason, String lastDay) {
    public Waiver {
        Yaml.required(id, "id");
        Yaml.required(policy, "policy");
        Yaml.required(unit, "unit");
        Yaml.required(address, "address");
        Yaml.required(owner, "owner");
        Yaml.required(reason, "reason");
        Yaml.required(lastDay, "lastDay");
    }

    public boolean covers(Policy denying, ResourceChange change) {
        return policy.equals(denying.id()) && unit.equals(change.unit()) && address.equals(change.address());
    }

    public boolean countsOn(LocalDate day) { return !day.isAfter(LocalDate.parse(lastDay)); }
}
