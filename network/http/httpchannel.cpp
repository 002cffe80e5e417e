// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/httpchannel.h"

#include "network/http/hostprobe.h"

namespace muster {

QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (QByteArrayView(key).compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QCoro::Task<Result<QList<QHostAddress>>> HttpChannel::lookUp(QString host, std::chrono::milliseconds timeout,
                                                             std::stop_token stop)
{
    return lookUpHost(std::move(host), timeout, std::move(stop));
}

} // namespace muster
