// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/downloadpace.h"

#include <algorithm>

namespace muster {

DownloadPace::DownloadPace(int most, std::function<void(int, bool)> changed)
    : m_most(most)
    , m_changed(std::move(changed))
    , m_atOnce(most)
{
}

QCoro::Task<bool> DownloadPace::enter(std::stop_token stop)
{
    while (m_underWay >= m_atOnce && !stop.stop_requested())
        co_await m_mayEnter.wait(stop);
    if (stop.stop_requested())
        co_return false;
    ++m_underWay;
    co_return true;
}

void DownloadPace::leave()
{
    --m_underWay;
    m_mayEnter.notifyAll();
}

void DownloadPace::wentWell()
{
    if (m_atOnce == m_most || ++m_calm < calmDownloads)
        return;
    m_calm = 0;
    ++m_atOnce;
    m_changed(m_atOnce, false);
    m_mayEnter.notifyAll();
}

void DownloadPace::troubled(int stretch)
{
    m_calm = 0;
    if (stretch != m_stretch || m_atOnce == 1)
        return;
    ++m_stretch;
    m_atOnce = std::max(1, m_atOnce / 2);
    m_changed(m_atOnce, true);
}

bool DownloadPace::isOverload(const ApiError &error)
{
    constexpr int unavailable = 503;
    return error.kind == ErrorKind::Throttled || error.kind == ErrorKind::TimedOut || error.httpStatus == unavailable;
}

PacedDownload::PacedDownload(DownloadPace &pace, CallObserver &next, std::stop_token stop)
    : m_pace(pace)
    , m_next(next)
    , m_stretch(pace.stretch())
    , m_passOn(std::move(stop), [this] { m_stop.request_stop(); })
{
}

void PacedDownload::ended(const std::optional<ApiError> &error)
{
    if (!error)
        m_pace.wentWell();
    else if (DownloadPace::isOverload(*error))
        m_pace.troubled(m_stretch);
}

void PacedDownload::retrying(Service service, int attempt, const ApiError &cause, std::chrono::milliseconds wait)
{
    m_next.retrying(service, attempt, cause, wait);
    if (!DownloadPace::isOverload(cause) || m_stop.stop_requested())
        return;
    m_pace.troubled(m_stretch);
    if (!m_pace.isCrowded())
        return;
    m_hasMadeWay = true;
    m_pace.leave();
    m_stop.request_stop();
}

} // namespace muster
