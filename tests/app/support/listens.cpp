// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loaded into the program in front of the C library: writes down every address on which it lets itself be called, every
// local name that it gives to a socket, and every pipe with a name (S40). Who owns which socket is not shown to others,
// because the program is hardened.

#include <arpa/inet.h>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

namespace {

void tell(const char *text)
{
    const char *trace = std::getenv("MUSTER_TEST_LISTENS");
    if (trace == nullptr)
        return;
    if (std::FILE *file = std::fopen(trace, "a")) {
        std::fprintf(file, "%s\n", text);
        std::fclose(file);
    }
}

} // namespace

extern "C" {

__attribute__((visibility("default"))) int listen(int fd, int backlog) noexcept
{
    const auto real = reinterpret_cast<int (*)(int, int)>(dlsym(RTLD_NEXT, "listen"));
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    char text[INET6_ADDRSTRLEN] = "elsewhere";
    if (::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) == 0) {
        if (address.ss_family == AF_INET)
            ::inet_ntop(AF_INET, &reinterpret_cast<sockaddr_in *>(&address)->sin_addr, text, sizeof text);
        else if (address.ss_family == AF_INET6)
            ::inet_ntop(AF_INET6, &reinterpret_cast<sockaddr_in6 *>(&address)->sin6_addr, text, sizeof text);
    }
    tell(text);
    return real(fd, backlog);
}

__attribute__((visibility("default"))) int bind(int fd, const sockaddr *address, socklen_t size) noexcept
{
    if (address->sa_family == AF_UNIX)
        tell("a local socket");
    return reinterpret_cast<int (*)(int, const sockaddr *, socklen_t)>(dlsym(RTLD_NEXT, "bind"))(fd, address, size);
}

__attribute__((visibility("default"))) int mkfifo(const char *path, mode_t mode) noexcept
{
    tell(path);
    return reinterpret_cast<int (*)(const char *, mode_t)>(dlsym(RTLD_NEXT, "mkfifo"))(path, mode);
}
}
