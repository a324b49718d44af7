package com.meddevo.localcloud.state;

import com.meddevo.localcloud.time.Timeline;

/**
 * Where the simulated services stand: one account in one region, and what they share there.
 *
 * @param accountId   twelve digits
 * @param region      such as {@code eu-central-1}
 * @param timeline    the account's time and its lock
 * @param consistency how late readers see what was written
 * @param ids         makes identifiers
 * @param tags        tags of every resource
 */
public record Site(String accountId, String region, Timeline timeline, Consistency consistency, Ids ids, Tags tags) {

    /** A site with nothing in it. */
    public static Site of(String accountId, String region, Timeline timeline, long seed) {
        var consistency = new Consistency();
        return new Site(accountId, region, timeline, consistency, new Ids(seed), new Tags(timeline, consistency));
    }

    /** {@code arn:aws:<service>:<region>:<account>:<resource>}. */
    public String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, accountId, resource);
    }

    /** An empty store whose readers are as late as this account's. */
    public <K, V> Versioned<K, V> store() {
        return new Versioned<>(timeline, consistency);
    }
}
