package com.meddevo.controller.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meddevo.api.parse.ParsedApp;
import com.meddevo.api.parse.Terms;
import com.meddevo.api.v1alpha1.MeddevoApp;
import com.meddevo.controller.loop.EnvironmentLoop;
import com.meddevo.controller.roster.Listing;
import com.meddevo.controller.roster.Rosters;
import com.meddevo.fleet.Fleet;
import com.meddevo.fleet.Member;
import com.meddevo.plan.Plan;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Plans specs that nobody applied, in the fleet as it is, against AWS as it is. */
public final class WhatIf {
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Listing listing;
    private final Rosters rosters;

    public WhatIf(Listing listing, Rosters rosters) {
        this.listing = listing;
        this.rosters = rosters;
    }

    /** @throws ResponseStatusException 422 when a spec cannot be used, with every field that is wrong */
    Plan plan(EnvironmentLoop loop, String environment, String manifests) {
        Terms terms = listing.environment(environment).flatMap(resource -> rosters.terms(resource).terms())
                .orElseThrow(() -> refused("the environment \"" + environment + "\" cannot be used"));
        List<Member> candidates = apps(manifests).stream().map(app -> member(app, terms)).toList();
        Fleet now = rosters.of(environment).orElseThrow(() -> refused("the apps are not all listed yet: try again in a moment")).fleet();
        var keys = candidates.stream().map(Member::key).collect(Collectors.toSet());
        var members = new ArrayList<>(now.members().stream().filter(member -> !keys.contains(member.key())).toList());
        members.addAll(candidates);
        Set<String> names = candidates.stream().map(member -> member.key().name()).collect(Collectors.toCollection(TreeSet::new));
        return loop.planFor(new Fleet(now.environment(), members), names);
    }

    private static List<MeddevoApp> apps(String manifests) {
        try {
            JsonNode tree = JSON.readTree(manifests);
            List<JsonNode> documents = tree.isArray() ? StreamSupport.stream(tree.spliterator(), false).toList() : List.of(tree);
            return documents.stream().map(WhatIf::app).toList();
        } catch (JsonProcessingException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The body is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static MeddevoApp app(JsonNode document) {
        if (!(document instanceof ObjectNode object) || !document.path("kind").asText().equals("MeddevoApp")
                || document.at("/metadata/name").asText().isEmpty()) {
            throw refused("only a MeddevoApp with a name can be planned, but the body has: " + document.path("kind").asText("no kind"));
        }
        var metadata = (ObjectNode) object.get("metadata");
        if (metadata.path("namespace").asText().isEmpty()) metadata.put("namespace", "default");
        return KUBERNETES.convertValue(object, MeddevoApp.class);
    }

    private Member member(MeddevoApp app, Terms terms) {
        ParsedApp parsed = rosters.parseOnce(app, terms);
        if (!parsed.accepted()) {
            throw refused(Rosters.key(app) + " cannot be used: "
                    + parsed.errors().stream().map(Object::toString).collect(Collectors.joining("; ")));
        }
        return parsed.member();
    }

    private static ResponseStatusException refused(String because) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, because);
    }
}
