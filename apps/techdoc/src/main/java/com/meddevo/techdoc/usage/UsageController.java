package com.meddevo.techdoc.usage;

import com.meddevo.techdoc.document.DocumentDesk;
import com.meddevo.techdoc.fact.FactValue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UsageController {
    private final UsageQueries queries;
    private final DocumentDesk documents;

    UsageController(UsageQueries queries, DocumentDesk documents) {
        this.queries = queries;
        this.documents = documents;
    }

    @GetMapping("/api/techdoc/facts/{id}/usages")
    List<Usage> usages(@PathVariable String id) { return queries.usagesOf(id); }

    @GetMapping("/api/techdoc/documents/{id}/dependencies")
    List<Dependency> dependencies(@PathVariable String id) { return queries.dependenciesOf(documents.document(id)); }

    /** A POST because the value is in the body; it changes nothing. */
    @PostMapping("/api/techdoc/facts/{id}/impact")
    Impact impact(@PathVariable String id, @RequestBody @Valid Preview preview) { return queries.impactOf(id, preview.value()); }

    record Preview(@NotNull @Valid FactValue value) {
    }
}
