package com.meddevo.localcloud.cloudwatch;

import java.util.Collection;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** What was measured in some time: how often, and the sum, the least and the largest of it. */
record Figures(double count, double sum, double least, double largest) {

    static Figures of(double value) { return new Figures(1, value, value, value); }

    static Figures of(Collection<Figures> all) { return all.stream().reduce(Figures::and).orElseThrow(); }

    Figures and(Figures other) {
        return new Figures(count + other.count, sum + other.sum, Math.min(least, other.least), Math.max(largest, other.largest));
    }

    double by(Statistic statistic) {
        return switch (statistic) {
            case SUM -> sum;
            case AVERAGE -> sum / count;
            case MINIMUM -> least;
            case MAXIMUM -> largest;
            case SAMPLE_COUNT -> count;
            case UNKNOWN_TO_SDK_VERSION -> throw CloudWatchErrors.invalid("The statistic is none of CloudWatch's.");
        };
    }
}
