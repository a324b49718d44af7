package com.meddevo.controller.loop;

import com.meddevo.aws.service.Rollout;
import com.meddevo.fleet.AppKey;
import com.meddevo.plan.Plan;
import com.meddevo.plan.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one app after the newest reading: everything that its status, the dashboard and the API say about AWS.
 *
 * @param generation of the spec that was planned; 0 unless the app is wanted
 * @param plan the app's slice of the fleet's plan
 * @param rollout empty when there is no ECS service
 * @param digest what the spec's image is pinned to; empty while it is not known
 * @param log the last lines that failed tasks wrote; empty unless the newest version failed
 * @param work what is being done about the plan
 * @param unread the kinds, images and secrets that were not read for the app and why, a sentence each
 * @param secrets the versions that the tasks of the newest deployment started with
 * @param bounds between which AWS chooses the number of tasks; empty where the spec fixes it
 */
public record AppView(AppKey key, Standing standing, long generation, Plan plan, List<Resource> resources, List<Drift> drift,
        Optional<Rollout> rollout, Optional<String> digest, List<String> log, Work work, List<String> unread,
        List<SecretInUse> secrets, Optional<Bounds> bounds) {
    public AppView {
        resources = List.copyOf(resources);
        drift = List.copyOf(drift);
        log = List.copyOf(log);
        unread = List.copyOf(unread);
        secrets = List.copyOf(secrets);
    }

    /** A view of an app with a fixed number of tasks that get no secrets. */
    public AppView(AppKey key, Standing standing, long generation, Plan plan, List<Resource> resources, List<Drift> drift,
            Optional<Rollout> rollout, Optional<String> digest, List<String> log, Work work, List<String> unread) {
        this(key, standing, generation, plan, resources, drift, rollout, digest, log, work, unread, List.of(), Optional.empty());
    }

    /**
     * Automatic scaling's.
     *
     * @param min tasks at least, as a schedule may have set it
     * @param max tasks at most
     */
    public record Bounds(int min, int max) {
    }

    /**
     * A secret that tasks started with; never its value.
     *
     * @param variable the environment variable that holds it
     * @param source ARN of the secret or parameter
     * @param version Secrets Manager's version id, or the parameter's version number
     */
    public record SecretInUse(String container, String variable, String source, String version) {
    }

    /** Whether everything was read since the last write, and AWS is as the spec says. */
    public boolean inSync() {
        return unread.isEmpty() && plan.settled() && work.fresh() && !work.applying();
    }

    /** Whether nothing of a leaving app is left to delete. */
    public boolean gone() {
        return standing instanceof Standing.Leaving && inSync();
    }

    /** Whether a version that the spec asks for was given up by ECS's circuit breaker, in its words. */
    public Optional<String> rolledBack() {
        return plan.blocked().stream().filter(blocked -> blocked.by().equals("circuit-breaker")).map(blocked -> blocked.because())
                .findFirst();
    }

    /** What the fleet says of the app, as {@link com.meddevo.fleet.Member} does. */
    public sealed interface Standing {
        record Wanted() implements Standing {
        }

        record Held(String because) implements Standing {
        }

        record NameTaken(AppKey holder) implements Standing {
        }

        record Leaving() implements Standing {
        }
    }

    /**
     * What is being done.
     *
     * @param applying changes are being carried out
     * @param fresh the newest reading began after the last write ended
     * @param waiting what is waited for, a phrase each
     * @param failed what AWS refused, a sentence each
     * @param stuck what was made good three times, came back and is left alone, a sentence each
     */
    public record Work(boolean applying, boolean fresh, List<String> waiting, List<String> failed, List<String> stuck) {
        public static final Work NONE = new Work(false, true, List.of(), List.of(), List.of());

        public Work {
            waiting = List.copyOf(waiting);
            failed = List.copyOf(failed);
            stuck = List.copyOf(stuck);
        }
    }

    /**
     * One AWS resource of the app.
     *
     * @param arn empty while it does not exist
     * @param message what it waits for or why it is blocked; may be empty
     * @param applied hash of what was last applied; empty when nothing was
     */
    public record Resource(ResourceId id, Optional<String> arn, State state, String message, Optional<String> applied) {
    }

    /** How a resource stands against the spec. */
    public enum State {
        IN_SYNC("InSync"), PENDING("Pending"), WAITING("Waiting"), BLOCKED("Blocked"), DRIFTED("Drifted"), LEAVING("Leaving"), NOT_READ(
                "NotRead");

        private final String text;

        State(String text) { this.text = text; }

        /** As it stands in a status. */
        public String text() { return text; }
    }
}
