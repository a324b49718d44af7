package com.meddevo.controller.web;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The dashboard. */
@RestController
class PageController {
    private final Dashboard dashboard;
    private final LiveFeed feed;

    PageController(Dashboard dashboard, LiveFeed feed) {
        this.dashboard = dashboard;
        this.feed = feed;
        feed.shows(dashboard::body);
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page() { return dashboard.page(); }

    /** Events of type {@code fleet}, whose data is the part of the page that changes. */
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live() { return feed.open(); }
}
