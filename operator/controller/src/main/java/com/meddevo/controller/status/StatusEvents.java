package com.meddevo.controller.status;

import static com.meddevo.controller.status.AppConditions.ACCEPTED;
import static com.meddevo.controller.status.AppConditions.DEGRADED;
import static com.meddevo.controller.status.AppConditions.DRIFTED;
import static com.meddevo.controller.status.AppConditions.IN_SYNC;
import static com.meddevo.controller.status.AppConditions.READY;

import com.meddevo.api.v1alpha1.MeddevoAppStatus;
import com.meddevo.api.v1alpha1.meddevoappstatus.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a changed status is worth a Kubernetes Event: one per transition, not one per look. Pure. */
public final class StatusEvents {
    private static final int LONGEST_NOTE = 1000;

    private StatusEvents() {}

    /**
     * @param reason one word, as an Event's reason
     * @param note a sentence, at most 1000 characters
     */
    public record Note(boolean warning, String reason, String note) {
    }

    /** @param before the status as it was last written, or null */
    public static List<Note> between(MeddevoAppStatus before, MeddevoAppStatus after) {
        var notes = new ArrayList<Note>();
        turned(before, after, ACCEPTED, "False").ifPresent(condition -> notes.add(warning(condition.getReason(), condition)));
        turned(before, after, DRIFTED, "True").ifPresent(condition -> notes.add(warning("Drifted", condition)));
        over(before, after, DRIFTED).ifPresent(past -> notes.add(over("DriftHealed", past)));
        turned(before, after, DEGRADED, "True").ifPresent(condition -> notes.add(warning(condition.getReason(), condition)));
        over(before, after, DEGRADED).ifPresent(past -> notes.add(over("Recovered", past)));
        turned(before, after, READY, "True").ifPresent(condition -> notes.add(normal("Ready", condition)));
        turned(before, after, READY, "False").filter(condition -> was(before, READY, "True").isPresent())
                .ifPresent(condition -> notes.add(warning("NotReady", condition)));
        turned(before, after, IN_SYNC, "False").filter(condition -> condition.getReason().equals("Applying"))
                .ifPresent(condition -> notes.add(normal("Applying", condition)));
        turned(before, after, IN_SYNC, "True").ifPresent(condition -> notes.add(normal("InSync", condition)));
        return notes;
    }

    /** The condition if it has this truth and had not, or had it for another reason. */
    private static Optional<Conditions> turned(MeddevoAppStatus before, MeddevoAppStatus after, String type, String truth) {
        return AppStatus.find(after, type).filter(now -> now.getStatus().equals(truth)).filter(now -> AppStatus.find(before, type)
                .filter(then -> then.getStatus().equals(truth) && then.getReason().equals(now.getReason())).isEmpty());
    }

    /** The condition as it was while it held, if it no longer does: what was the matter stands only there. */
    private static Optional<Conditions> over(MeddevoAppStatus before, MeddevoAppStatus after, String type) {
        return was(before, type, "True")
                .filter(then -> AppStatus.find(after, type).filter(now -> now.getStatus().equals("False")).isPresent());
    }

    private static Optional<Conditions> was(MeddevoAppStatus before, String type, String truth) {
        return AppStatus.find(before, type).filter(then -> then.getStatus().equals(truth));
    }

    private static Note over(String reason, Conditions past) { return new Note(false, reason, cut("No longer: " + past.getMessage())); }

    private static Note warning(String reason, Conditions condition) { return new Note(true, reason, cut(condition.getMessage())); }

    private static Note normal(String reason, Conditions condition) { return new Note(false, reason, cut(condition.getMessage())); }

    private static String cut(String note) { return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 3) + "..."; }
}
