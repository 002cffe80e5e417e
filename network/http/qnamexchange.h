// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <optional>

namespace muster {

class UploadDevice;

/// Watches one QNetworkReply: takes its bytes as they come, keeps the limits, and turns whatever happens into one
/// result. done() is emitted exactly once, from the event loop, never from within a call of ours.
class QnamExchange final : public QObject
{
    Q_OBJECT

public:
    /// Takes over `reply`; `upload` (may be nullptr) lives as long as the reply.
    QnamExchange(QNetworkReply *reply, const UploadDevice *upload, HttpLimits limits);
    ~QnamExchange() override;

    void cancel();
    [[nodiscard]] Result<HttpReply> takeResult();

Q_SIGNALS:
    void done();

private:
    void takeHeaders();
    void takeBytes();
    void takeEnd();
    void end(ErrorKind kind, const QString &code, const QString &detail = {});
    void settle();
    [[nodiscard]] ErrorKind kindOf(QNetworkReply::NetworkError error) const;
    [[nodiscard]] bool anythingSent() const;

    QPointer<QNetworkReply> m_reply; ///< Gone when its manager is.
    const UploadDevice *m_upload;
    QString m_host; ///< Kept for error words, as the reply may be gone by then.
    HttpLimits m_limits;
    HttpReply m_answer;
    std::optional<ApiError> m_error;
    QTimer m_firstByte;
    QTimer m_overall;
    QElapsedTimer m_elapsed;
    qint64 m_announced = -1; ///< Content-Length; -1: none.
    QString m_tlsFaults;
    bool m_requestSent = false;
    bool m_settled = false;
};

} // namespace muster
