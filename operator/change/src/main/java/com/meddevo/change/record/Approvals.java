package com.meddevo.change.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.meddevo.change.CannotTell;
import com.meddevo.change.input.Input;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who agreed to a change, as GitLab said when it was asked.
 *
 * @param mergeRequest the one that brought the commit; null if it could not be read
 * @param deployment the one that applies it; null if it could not be read
 * @param unread a sentence about each of the two that could not be read
 */
public record Approvals(MergeRequest mergeRequest, Deployment deployment, List<String> unread) {
    private static final JsonMapper JSON = new JsonMapper();

    public Approvals {
        unread = unread == null ? List.of() : List.copyOf(unread);
        if ((mergeRequest == null || deployment == null) && unread.isEmpty())
            throw new IllegalArgumentException("the merge request or the deployment is missing, and nothing says why");
    }

    /** @param at as GitLab writes it; null where it does not tell */
    public record Approval(String who, String at) {
    }

    /** @param head the last commit of its branch, which is what was approved */
    public record MergeRequest(int number, String head, String author, List<Approval> approvedBy) {
    }

    /** @param environment GitLab's, which asks for the approvals */
    public record Deployment(int number, String environment, String startedBy, List<Approval> approvedBy) {
    }

    /** @throws CannotTell if the file is not what {@code infra/ci/approvals} writes */
    public static Approvals read(Path file) {
        try {
            return of(Input.read(file).json());
        } catch (IllegalArgumentException e) {
            throw new CannotTell(file + " does not say who approved, or why that could not be read: let infra/ci/approvals write it");
        }
    }

    static Approvals of(JsonNode node) {
        try {
            return JSON.treeToValue(node, Approvals.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A sentence, if fewer people agreed to the deployment than had to; whoever made the change or started the deployment does not count. */
    Optional<String> lacking(int needed) {
        if (!unread.isEmpty())
            return Optional
                    .of("its route needs " + needed + " approvals, and who approved could not be read: " + String.join("; ", unread));
        var people = deployment.approvedBy.stream().map(Approval::who).collect(Collectors.toCollection(TreeSet::new));
        people.removeAll(List.of(mergeRequest.author, deployment.startedBy));
        if (people.size() >= needed) return Optional.empty();
        return Optional
                .of("its route needs " + needed + " approvals by people who neither made the change nor started the deployment, and has "
                        + (people.isEmpty() ? "none" : String.join(", ", people)) + ": run the job again, and let others approve it");
    }
}
