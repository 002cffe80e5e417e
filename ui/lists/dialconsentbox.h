// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/dialer.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

/// Says that people may be called because of what is about to be done, and has the name of each dialer typed that may
/// do so. Where that is offered, a list's only dialer can be started by typing its name, for this once. Hidden where
/// there is nothing to say.
class DialConsentBox : public QWidget
{
    Q_OBJECT

public:
    explicit DialConsentBox(QWidget *parent = nullptr);
    void showLoading(); ///< Who may call is not known yet.
    void showError(const ApiError &error); ///< Nor will it be.
    /// What was typed goes, unless they are the same as before.
    void setDialers(const QList<Dialer> &dialers);
    /// Whether what is about to be done can have a dialer started.
    void setOffersStart(bool offers);
    void forget(); ///< What was typed was for something else.
    [[nodiscard]] bool isLoading() const { return m_isLoading; }
    [[nodiscard]] bool isGiven() const; ///< Of all that may call; where none may, too.
    /// What is typed to start a dialer is its name, or nothing.
    [[nodiscard]] bool isStartClear() const;
    [[nodiscard]] DialConsent consent() const; ///< What was typed, where it is right.

Q_SIGNALS:
    void changed();

private:
    void showText(const QString &text, ColourRole role);
    void showStart();
    [[nodiscard]] QString startable() const; ///< Name of the dialer that can be started; empty: none.

    QList<Dialer> m_all;
    QList<Dialer> m_dialers; ///< That may call.
    bool m_offersStart = false;
    bool m_isLoading = false;
    PlainLabel *m_warning = nullptr;
    QWidget *m_names = nullptr;
    QVBoxLayout *m_rows = nullptr; ///< In it.
    QList<QLineEdit *> m_edits; ///< One for each.
    QWidget *m_start = nullptr;
    PlainLabel *m_startHint = nullptr;
    QLabel *m_startLabel = nullptr;
    QLineEdit *m_startEdit = nullptr;
};

} // namespace muster
