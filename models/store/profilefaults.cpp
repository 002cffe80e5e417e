// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// profileFaults(); see profilejson.h.

#include "models/store/profilejson.h"

#include <QHostAddress>
#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype longestProfileName = 200;
constexpr qsizetype longestProfileText = 1000;

class Faults
{
public:
    void add(const QString &field, const char *issue) { list.append({field, QString::fromLatin1(issue)}); }

    void text(const QString &field, const QString &value, qsizetype longest)
    {
        if (value.size() > longest)
            add(field, "too_long");
        const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
        if (std::any_of(value.begin(), value.end(), isControl))
            add(field, "control_characters");
    }
    template <typename Duration>
    void range(const QString &field, Duration value, Duration least, Duration most)
    {
        if (value < least || value > most)
            add(field, "out_of_range");
    }
    void url(const QString &field, const QUrl &url)
    {
        if (!url.isValid() || url.host().isEmpty())
            return add(field, "not_a_url");
        if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
            return add(field, "not_http");
        if (url.scheme() == QLatin1String("http") && !isLoopback(url.host()))
            add(field, "insecure");
        if (!url.userInfo().isEmpty())
            add(field, "has_credentials");
        if (url.hasQuery() || url.hasFragment())
            add(field, "has_query");
        text(field, url.toString(), longestProfileText);
    }

    QList<FieldFault> list;

private:
    static bool isLoopback(const QString &host)
    {
        return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
    }
};

} // namespace

QList<FieldFault> profileFaults(const ConnectionProfile &profile)
{
    using namespace std::chrono_literals;
    Faults faults;
    const auto field = [](const char *name) { return QString::fromLatin1(name); };
    if (profile.name.trimmed().isEmpty())
        faults.add(field("name"), "required");
    faults.text(field("name"), profile.name, longestProfileName);
    if (profile.id.isEmpty())
        faults.add(field("id"), "required");
    faults.text(field("id"), profile.id, 64);
    if (profile.dialect.isEmpty())
        faults.add(field("dialect"), "required");
    faults.text(field("dialect"), profile.dialect, 64);
    if (profile.clientId.isEmpty())
        faults.add(field("client_id"), "required");
    faults.text(field("client_id"), profile.clientId, longestProfileText);

    bool baseNeeded = false;
    for (const Service service : allServices) {
        const ServiceSettings settings = profile.services.value(service);
        const QString prefix = QStringLiteral("services.") + serviceKey(service);
        if (settings.baseUrl.isEmpty())
            baseNeeded = true;
        else
            faults.url(prefix + QStringLiteral(".base_url"), settings.baseUrl);
        for (const QString &scope : settings.scopes) {
            if (scope.isEmpty() || scope.contains(u' '))
                faults.add(prefix + QStringLiteral(".scopes"), "not_a_scope");
            faults.text(prefix + QStringLiteral(".scopes"), scope, longestProfileName);
        }
    }
    if (!profile.baseUrl.isEmpty())
        faults.url(field("base_url"), profile.baseUrl);
    else if (baseNeeded)
        faults.add(field("base_url"), "required");

    faults.range(field("page_size"), profile.pageSize, 1, 1000); // contract section 3
    faults.range(field("batch_size"), profile.batchSize, 1, 100); // contract section 5
    faults.range<std::chrono::seconds>(field("freshness_limit_s"), profile.freshnessLimit, 1min, 24h * 366);
    faults.range<std::chrono::milliseconds>(field("token_timeout_ms"), profile.tokenTimeout, 1s, 2min);
    faults.range<std::chrono::milliseconds>(field("call_timeout_ms"), profile.callTimeout, 1s, 10min);
    faults.range<std::chrono::milliseconds>(field("page_timeout_ms"), profile.pageTimeout, 1s, 1h);
    faults.range<std::chrono::seconds>(field("throttle_ceiling_s"), profile.throttleCeiling, 0s, 24h);
    for (const QString &file : profile.caCertificates) {
        if (!file.startsWith(u'/'))
            faults.add(field("ca_certificates"), "relative_path");
        faults.text(field("ca_certificates"), file, 4096);
    }
    for (const QString &host : profile.downloadHosts) {
        if (host.size() > longestProfileText || !downloadHost(host))
            faults.add(field("download_hosts"), "not_a_host");
    }
    return faults.list;
}

} // namespace muster
