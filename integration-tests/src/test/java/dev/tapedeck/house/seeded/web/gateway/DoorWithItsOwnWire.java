package dev.tapedeck.house.seeded.web.gateway;

import dev.tapedeck.house.seeded.provider.wire.SeededWire;
import java.net.http.HttpClient;

/** Reaches a provider without passing the stages, in both ways there are. */
public record DoorWithItsOwnWire(SeededWire wire, HttpClient client) {}
