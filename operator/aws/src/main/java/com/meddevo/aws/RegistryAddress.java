package com.meddevo.aws;

import com.meddevo.fleet.Environment;
import java.util.Optional;

/**
 * The registry that an environment pulls from: {@code <account>.dkr.ecr.<region>.amazonaws.com[/<prefix>]}, or nothing.
 *
 * @param address as image references begin
 * @param id the account's number; empty for the caller's own account
 * @param prefix before the name of every repository that a spec names
 */
record RegistryAddress(String address, Optional<String> id, String prefix) {
    static RegistryAddress of(Environment environment) {
        String[] hostAndPath = environment.registry().split("/", 2);
        return new RegistryAddress(environment.registry(),
                Optional.of(hostAndPath[0].split("\\.")[0]).filter(account -> account.matches("\\d{12}")),
                hostAndPath.length == 2 ? hostAndPath[1] + "/" : "");
    }

    /** ECR's name of a repository that a spec names. */
    String physical(String repository) { return prefix + repository; }
}
