// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/perf/export/pageserver.h"

#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace muster::perf {

namespace {

struct World
{
    std::int64_t records = 0;
    int pageSize = 0;
    std::vector<std::string> pages; // whole answers, head included, of the first renderedRecords
    std::string token, definition, list, notFound;
    std::chrono::milliseconds thinkTime;
};

std::string answer(const std::string &body, const char *status = "200 OK")
{
    return std::string("HTTP/1.1 ") + status
        + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string now()
{
    char text[32];
    const std::time_t time = std::time(nullptr);
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&time));
    return text;
}

std::string record(std::int64_t n)
{
    static const char *const cities[] = {"Lisbon", "Utrecht", "Saint John's", "M\xC3\xBCnchen", "Quito", "Oslo"};
    static const char *const tiers[] = {"gold", "silver", "bronze"};
    char text[640];
    std::snprintf(text, sizeof text,
                  R"({"contactId":"%08llx-0000-4000-8000-%012llx","attributes":{"first_name":"Ann%lld",)"
                  R"("last_name":"Sample, %lld","email":"contact%lld@example.com","phone":"+1202555%04lld",)"
                  R"("city":"%s","country":"US","tier":"%s","birth_date":"19%02lld-0%lld-1%lld",)"
                  R"("last_order":"2026-0%lld-1%lldT08:15:00Z","orders":"%lld","revenue":"%lld.%02lld",)"
                  R"("note":"said \"call back\" on %lld"}})",
                  static_cast<unsigned long long>(n * 2654435761LL & 0xffffffff), static_cast<unsigned long long>(n),
                  static_cast<long long>(n % 9973), static_cast<long long>(n % 7919), static_cast<long long>(n),
                  static_cast<long long>(n % 10000), cities[n % 6], tiers[n % 3], static_cast<long long>(50 + n % 50),
                  static_cast<long long>(1 + n % 9), static_cast<long long>(n % 9), static_cast<long long>(1 + n % 9),
                  static_cast<long long>(n % 9), static_cast<long long>(n % 200), static_cast<long long>(n % 100000),
                  static_cast<long long>(n % 100), static_cast<long long>(n % 31));
    return text;
}

std::string renderPage(const World &world, std::int64_t first)
{
    const std::int64_t end = std::min<std::int64_t>(world.records, first + world.pageSize);
    std::string body = "{\"items\":[";
    for (std::int64_t n = first; n < end; ++n) {
        if (n > first)
            body += ',';
        body += record(n);
    }
    body += "],\"count\":" + std::to_string(end - first) + ",\"continuationToken\":\"";
    if (end < world.records)
        body += "page-" + std::to_string(first / world.pageSize + 1);
    return answer(body + "\"}");
}

World render(std::int64_t records, int pageSize, std::chrono::milliseconds thinkTime)
{
    World world;
    world.records = records;
    world.pageSize = pageSize;
    world.thinkTime = thinkTime;
    for (std::int64_t first = 0; first < std::min(records, PageServer::renderedRecords); first += pageSize)
        world.pages.push_back(renderPage(world, first));
    world.token = answer(R"({"access_token":"t-0123456789","token_type":"Bearer","expires_in":3600})");
    const std::string head = std::string("{\"id\":\"") + PageServer::segmentId
        + "\",\"name\":\"Everyone\",\"status\":\"Active\",\"lastUpdated\":\"" + now() + "\"";
    std::string definition = head + ",\"attributes\":[";
    for (const std::string &name : PageServer::attributes())
        definition += (definition.back() == '[' ? "" : ",") + ("{\"name\":\"" + name)
            + "\",\"type\":\"string\",\"valid\":true}";
    world.definition = answer(definition + "]}");
    world.list = answer("{\"items\":[" + head + ",\"size\":" + std::to_string(records) + "}]}");
    world.notFound = answer("{\"error\":\"not_found\",\"message\":\"not here\"}", "404 Not Found");
    return world;
}

/// `page` is where one that was not rendered yet is kept.
const std::string &answerTo(const World &world, std::string_view head, std::string_view body, std::string &page)
{
    if (head.find("/oauth/token") != head.npos)
        return world.token;
    if (head.find("/contacts/query") != head.npos) {
        std::this_thread::sleep_for(world.thinkTime);
        const auto at = body.find("\"page-");
        const std::size_t number = at == body.npos ? 0 : std::strtoul(body.data() + at + 6, nullptr, 10);
        if (number < world.pages.size())
            return world.pages[number];
        const std::int64_t first = std::int64_t(number) * world.pageSize;
        if (first >= world.records)
            return world.notFound;
        page = renderPage(world, first);
        return page;
    }
    if (head.find(PageServer::segmentId) != head.npos)
        return world.definition;
    return head.find("/contacts/segments") != head.npos ? world.list : world.notFound;
}

bool sendAll(int socket, const std::string &bytes)
{
    for (std::size_t sent = 0; sent < bytes.size();) {
        const auto count = send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        sent += std::size_t(count);
    }
    return true;
}

void serve(int socket, const World &world)
{
    std::string buffer, page;
    char chunk[16384];
    for (;;) {
        auto headEnd = buffer.find("\r\n\r\n");
        std::size_t length = 0;
        if (headEnd != buffer.npos) {
            const char *field = strcasestr(buffer.c_str(), "\r\ncontent-length:");
            if (field != nullptr && field < buffer.c_str() + headEnd)
                length = std::strtoul(field + 17, nullptr, 10);
        }
        if (headEnd == buffer.npos || buffer.size() < headEnd + 4 + length) {
            const auto count = recv(socket, chunk, sizeof chunk, 0);
            if (count <= 0)
                break;
            buffer.append(chunk, std::size_t(count));
            continue;
        }
        const std::string_view all(buffer);
        if (!sendAll(socket, answerTo(world, all.substr(0, headEnd), all.substr(headEnd + 4, length), page)))
            break;
        buffer.erase(0, headEnd + 4 + length);
    }
    close(socket);
}

} // namespace

const std::vector<std::string> &PageServer::attributes()
{
    static const std::vector<std::string> names
        = {"first_name", "last_name",  "email",      "phone",  "city",    "country",
           "tier",       "birth_date", "last_order", "orders", "revenue", "note"};
    return names;
}

PageServer::PageServer(std::int64_t records, int pageSize, std::chrono::milliseconds thinkTime)
{
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || listen(listener, 64) != 0
        || getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) != 0) {
        std::perror("page server");
        std::exit(1);
    }
    m_port = ntohs(address.sin_port);
    int ready[2];
    if (pipe2(ready, O_CLOEXEC) != 0) {
        std::perror("page server");
        std::exit(1);
    }
    m_process = fork();
    if (m_process != 0) {
        close(listener);
        close(ready[1]);
        char sign = 0;
        if (read(ready[0], &sign, 1) != 1) {
            std::fputs("the page server did not start\n", stderr);
            std::exit(1);
        }
        close(ready[0]);
        return;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // Here, not before: a program's highest memory begins with what the process held that became it.
    const World world = render(records, pageSize, thinkTime);
    if (write(ready[1], "", 1) != 1)
        _exit(1);
    for (;;) {
        const int client = accept(listener, nullptr, nullptr);
        if (client < 0)
            continue;
        const int yes = 1;
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        std::thread(serve, client, std::cref(world)).detach();
    }
}

PageServer::~PageServer()
{
    kill(m_process, SIGKILL);
    waitpid(m_process, nullptr, 0);
}

} // namespace muster::perf
