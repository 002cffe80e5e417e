// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apicall.h"
#include "network/http/asyncevent.h"

#include <QCoro/QCoroTask>
#include <functional>
#include <stop_token>

namespace muster {

/// How many downloads may be under way at a time. Trouble that comes of too many (429, 503, an answer that does not
/// come) halves it, down to one; one more is allowed after each stretch of downloads that went well, up to what was
/// ordered. Troubles of downloads that were under way together count once. GUI thread.
class DownloadPace
{
public:
    static constexpr int calmDownloads = 10; ///< That have to go well, one after the other, for one more at a time.

    /// `most`: from 1. `changed` is told the new number, and whether it has been lowered.
    DownloadPace(int most, std::function<void(int atOnce, bool isLowered)> changed);

    [[nodiscard]] int atOnce() const { return m_atOnce; }
    [[nodiscard]] int underWay() const { return m_underWay; }

    /// Resumes once another one may begin, and counts it; false, and does not, when `stop` came first.
    [[nodiscard]] QCoro::Task<bool> enter(std::stop_token stop);
    void leave(); ///< One that entered is over, or waits for its turn again.

    /// What trouble of a download that begins now is to be told by.
    [[nodiscard]] int stretch() const { return m_stretch; }
    void wentWell();
    void troubled(int stretch);
    /// Whether one has to make way: more are under way than may be.
    [[nodiscard]] bool isCrowded() const { return m_underWay > m_atOnce; }

    /// Whether that comes of too many requests, or of a server that cannot keep up.
    [[nodiscard]] static bool isOverload(const ApiError &error);

private:
    const int m_most;
    const std::function<void(int, bool)> m_changed;
    int m_atOnce;
    int m_underWay = 0;
    int m_calm = 0; ///< Went well since the number last changed or there was trouble.
    int m_stretch = 0; ///< Rises with each lowering.
    AsyncEvent m_mayEnter;
};

/// Hears of one download and passes all on. One that meets an overload while too many are under way makes way instead
/// of waiting in its place: its call ends as cancelled, and hasMadeWay() says why.
class PacedDownload final : public CallObserver
{
public:
    PacedDownload(DownloadPace &pace, CallObserver &next, std::stop_token stop);

    /// For the call.
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }
    [[nodiscard]] bool hasMadeWay() const { return m_hasMadeWay; }
    /// How the call has ended, unless it has made way.
    void ended(const std::optional<ApiError> &error);

    void asking(Service service) override { m_next.asking(service); }
    void settled(Service service) override { m_next.settled(service); }
    void signingIn(Service service) override { m_next.signingIn(service); }
    void signInEnded(Service service) override { m_next.signInEnded(service); }
    void answered(Service service, int httpStatus, std::chrono::milliseconds latency) override
    {
        m_next.answered(service, httpStatus, latency);
    }
    void retrying(Service service, int attempt, const ApiError &cause, std::chrono::milliseconds wait) override;
    void waitEnded(Service service) override { m_next.waitEnded(service); }
    void signedIn(Service service) override { m_next.signedIn(service); }

private:
    DownloadPace &m_pace;
    CallObserver &m_next;
    const int m_stretch;
    bool m_hasMadeWay = false;
    std::stop_source m_stop;
    const std::stop_callback<std::function<void()>> m_passOn; ///< Of the run's stop; goes before m_stop.
};

} // namespace muster
