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
        back(before, after, DRIFTED, "True", "False").ifPresent(condition -> notes.add(normal("DriftHealed", condition)));
        turned(before, after, DEGRADED, "True").ifPresent(condition -> notes.add(warning(condition.getReason(), condition)));
        back(before, after, DEGRADED, "True", "False").ifPresent(condition -> notes.add(normal("Recovered", condition)));
        turned(before, after, READY, "True").ifPresent(condition -> notes.add(normal("Ready", condition)));
        back(before, after, READY, "True", "False").ifPresent(condition -> notes.add(warning("NotReady", condition)));
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

    private static Optional<Conditions> back(MeddevoAppStatus before, MeddevoAppStatus after, String type, String from, String to) {
        return AppStatus.find(after, type).filter(now -> now.getStatus().equals(to))
                .filter(now -> AppStatus.find(before, type).filter(then -> then.getStatus().equals(from)).isPresent());
    }

    private static Note warning(String reason, Conditions condition) { return new Note(true, reason, cut(condition.getMessage())); }

    private static Note normal(String reason, Conditions condition) { return new Note(false, reason, cut(condition.getMessage())); }

    private static String cut(String note) { return note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 3) + "..."; }
}
