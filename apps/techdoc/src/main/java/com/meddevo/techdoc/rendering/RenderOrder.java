package com.meddevo.techdoc.rendering;

import com.meddevo.techdoc.document.BlockContent;
import java.util.List;
import java.util.Map;

/** What the render service takes: its contract, in our words. Its README describes the fields. */
record RenderOrder(Content document, Map<String, String> facts) {
    /** @param watermark {@code DRAFT}: until documents can be approved, all are drafts */
    record Content(String number, String title, String language, String watermark, List<Part> blocks) {
    }

    record Part(String id, BlockContent.Kind kind, Integer level, String markdown) {
    }
}
