import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

/** The headers that offer HTTP/2, and by which `Connection` names them: no part of the request itself. */
const OFFERS = ["upgrade", "http2-settings"];

/**
 * Answers a request as if it had not offered to go on in another protocol. Java's and curl's clients
 * offer HTTP/2 with any request; a server may pass over that, and Node does, until somebody listens for
 * WebSockets: then it hands over the connection, and the request has to be put back in front of it.
 */
export function serveWithoutUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const [name = "", value = ""] = request.rawHeaders.slice(index, index + 2);
    if (name.toLowerCase() === "connection") lines.push(`${name}: ${withoutOffers(value)}`);
    else if (!OFFERS.includes(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  // As it came: header values are bytes, which Node reads as Latin-1.
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
}

function withoutOffers(connection: string): string {
  const options = connection.split(",").map((option) => option.trim());
  return options.filter((option) => !OFFERS.includes(option.toLowerCase())).join(", ");
}
