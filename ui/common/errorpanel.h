// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

/// An error in place of the content: what happened, to what, what to do; the server's words apart; the request id to
/// copy. The rest of the window goes on working.
class ErrorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ErrorPanel(QWidget *parent = nullptr);
    void setError(const ApiError &error);
    void setRetryLabel(const QString &label); ///< Empty: no button.

Q_SIGNALS:
    void retry();

private:
    PlainLabel *m_title = nullptr;
    PlainLabel *m_what = nullptr;
    PlainLabel *m_todo = nullptr;
    PlainLabel *m_faults = nullptr;
    QuoteBox *m_quote = nullptr;
    QWidget *m_idRow = nullptr;
    PlainLabel *m_requestId = nullptr;
    QPushButton *m_retry = nullptr;
};

} // namespace muster
