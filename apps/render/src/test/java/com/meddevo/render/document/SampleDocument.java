package com.meddevo.render.document;

import com.meddevo.render.document.DocumentContent.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the documents that tests render. */
public final class SampleDocument {
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, String> facts = new HashMap<>();
    private String title = "Device description";
    private String language = "en";
    private Watermark watermark;

    /** An English document TD-001 without blocks, facts or watermark. */
    public static SampleDocument document() {
        return new SampleDocument();
    }

    public SampleDocument titled(String newTitle) {
        title = newTitle;
        return this;
    }

    public SampleDocument in(String newLanguage) {
        language = newLanguage;
        return this;
    }

    public SampleDocument asDraft() {
        watermark = Watermark.DRAFT;
        return this;
    }

    public SampleDocument heading(int level, String markdown) {
        blocks.add(new Block("b" + blocks.size(), Block.Kind.HEADING, level, markdown));
        return this;
    }

    public SampleDocument text(String markdown) {
        blocks.add(new Block("b" + blocks.size(), Block.Kind.TEXT, null, markdown));
        return this;
    }

    public SampleDocument fact(String key, String value) {
        facts.put(key, value);
        return this;
    }

    public RenderRequest request() {
        return new RenderRequest(new DocumentContent("TD-001", title, language, watermark, List.copyOf(blocks)), Map.copyOf(facts));
    }
}
