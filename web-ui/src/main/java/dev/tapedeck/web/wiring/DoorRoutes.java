package dev.tapedeck.web.wiring;

import dev.tapedeck.web.gateway.Gateway;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Hangs the door into the HTTP server. */
@ApplicationScoped
class DoorRoutes {
    void install(@Observes Router router, Gateway gateway) {
        for (String path : new String[] {"/llm/*", "/session/:session/llm/*"}) {
            router.route(path).handler(visit -> gateway.handle(visit.request()));
        }
    }
}
