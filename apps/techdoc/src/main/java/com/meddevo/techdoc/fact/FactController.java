package com.meddevo.techdoc.fact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.meddevo.service.precondition.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/techdoc/facts")
class FactController {
    private final FactBook facts;

    FactController(FactBook facts) { this.facts = facts; }

    @PostMapping
    ResponseEntity<View> add(@RequestBody @Valid NewFact wanted) {
        Fact fact = facts.add(wanted);
        return ResponseEntity.created(URI.create("/api/techdoc/facts/" + fact.id())).eTag(IfMatch.tagOf(fact.version()))
                .body(View.of(fact));
    }

    /** A page of facts, or all facts of a key; {@code next} is the {@code after} of the following page. */
    @GetMapping
    Page page(@RequestParam(required = false) String key, @RequestParam(required = false) String scopeId,
            @RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        if (key != null) {
            return new Page(
                    facts.ofKey(key).stream().filter(fact -> scopeId == null || fact.scopeId().equals(scopeId)).map(View::of).toList(),
                    null);
        }
        List<Fact> page = facts.page(scopeId, after, limit);
        return new Page(page.stream().map(View::of).toList(), page.size() < limit ? null : page.getLast().id());
    }

    @GetMapping("/{id}")
    ResponseEntity<View> fact(@PathVariable String id) { return answer(facts.fact(id)); }

    /** All revisions, the oldest first. */
    @GetMapping("/{id}/revisions")
    List<FactRevision> revisions(@PathVariable String id) { return facts.fact(id).revisions(); }

    @PutMapping("/{id}/draft")
    ResponseEntity<View> draft(@PathVariable String id, @RequestHeader(name = "If-Match", required = false) String ifMatch,
            @RequestBody @Valid NewDraft draft) {
        return answer(facts.draft(id, IfMatch.header(ifMatch), draft.value(), draft.reason()));
    }

    @PostMapping("/{id}/approve")
    ResponseEntity<View> approve(@PathVariable String id, @RequestHeader(name = "If-Match", required = false) String ifMatch) {
        return answer(facts.approve(id, IfMatch.header(ifMatch)));
    }

    private static ResponseEntity<View> answer(Fact fact) {
        return ResponseEntity.ok().eTag(IfMatch.tagOf(fact.version())).body(View.of(fact));
    }

    record Page(List<View> items, String next) {
    }

    /**
     * A fact as callers see it.
     *
     * @param scopeId absent for the tenant's facts
     * @param approved what documents show; absent if nothing was approved yet
     * @param draft absent if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(String id, String key, FactType type, FactScope scope, String scopeId, FactRevision approved, FactRevision draft) {
        static View of(Fact fact) {
            return new View(fact.id(), fact.key(), fact.type(), fact.scope(), fact.scope() == FactScope.TENANT ? null : fact.scopeId(),
                    fact.approved().orElse(null), fact.draft().orElse(null));
        }
    }
}
