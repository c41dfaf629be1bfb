package dev.tapedeck.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reader at one window, who notes everything that goes wrong. */
final class Visit implements AutoCloseable {
    static final String WIDTH_OF_IT = "e.getBoundingClientRect().width";
    static final String HEIGHT_OF_IT = "e.getBoundingClientRect().height";
    private static final int HEIGHT = 900;

    private final BrowserContext context;
    private final Page page;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    /** @param width of the window, in pixels */
    record Look(int width, ColorScheme scheme, boolean scripts) {
        static Look of(int width, ColorScheme scheme) {
            return new Look(width, scheme, true);
        }

        Look withoutScripts() {
            return new Look(width, scheme, false);
        }
    }

    Visit(Browser browser, Look look) {
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(look.width(), HEIGHT)
                .setColorScheme(look.scheme())
                .setJavaScriptEnabled(look.scripts())
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                troubles.add("console: " + message.text());
            }
        });
        page.onPageError(error -> troubles.add("script: " + error));
        page.onRequestFailed(request -> {
            if (!request.failure().contains("ERR_ABORTED")) { // a stream that ends because the page is left
                troubles.add("failed: " + request.url() + " " + request.failure());
            }
        });
        page.onRequest(request -> {
            if (!URI.create(request.url()).getHost().equals("127.0.0.1")) {
                troubles.add("foreign: " + request.url());
            }
        });
    }

    Page page() {
        return page;
    }

    void open(String address) {
        page.navigate(address);
    }

    /**
     * What is measured of each of these, all at one moment: a page renews itself.
     *
     * @param measure in JavaScript, of an element {@code e}
     */
    List<Double> measured(String which, String measure) {
        return ((List<?>) page.locator(which).evaluateAll("all => all.map(e => %s)".formatted(measure)))
                .stream().map(each -> ((Number) each).doubleValue()).toList();
    }

    /** By how many pixels the page is wider than the window. */
    int overflow() {
        return (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** Errors in the console, failed requests, requests to somewhere else. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    @Override
    public void close() {
        context.close();
    }
}
