package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A recorded request, redacted. */
record RequestView(
        String method,
        String path,
        Optional<String> query,
        Map<String, String> headers,
        BodyView body,
        List<FindingView> findings) {

    static RequestView of(Ticket ticket) {
        ProviderRequest request = ticket.request();
        return new RequestView(
                request.method(),
                request.path(),
                request.query(),
                HeaderViews.of(request.headers()),
                BodyView.of(request.body()),
                FindingView.of(ticket.findings()));
    }
}
