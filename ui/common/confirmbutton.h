// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "ui/common/forward.h"

#include <QPushButton>
#include <chrono>
#include <functional>

namespace muster {

/// The button of an act that cannot be taken back (S30). It arms a second after it was allowed, shown, or its window
/// came to the front; until then it is disabled, so what was meant for another place never reaches it. Enter does not
/// press it, a double click takes the first click back and disarms, and one confirmation is all that it gives until it
/// is allowed again.
class ConfirmButton : public QPushButton
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds armingTime{1000};

    explicit ConfirmButton(QWidget *parent = nullptr);
    /// Whether the act may be confirmed at all. Allowing starts the arming; allowing what is allowed does nothing.
    void setAllowed(bool allowed);
    [[nodiscard]] bool isAllowed() const { return m_allowed; }

Q_SIGNALS:
    void confirmed(); ///< Instead of clicked(): once per setAllowed(true).

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void rearm();
    void confirm();

    bool m_allowed = false;
    bool m_byMouse = false;
    QTimer *m_arming = nullptr;
    QTimer *m_second = nullptr; ///< Runs while a click may yet turn out to be a double click.
};

/// What stands at the foot of every page that is about to change something at the tenant (see ConfirmPage).

/// For a tenant that is look only; to be shown while it is.
[[nodiscard]] QPushButton *allowChangesButton(QWidget *parent, const char *objectName);
/// The act itself; its text is the page's.
[[nodiscard]] ConfirmButton *primaryConfirmButton(QWidget *parent, const char *objectName);
/// Whether the act removes what somebody may miss: then the button has the colours of that, not of the ordinary act.
void setDestructive(QPushButton *button, bool destructive);
/// The digest of what is confirmed: muted, in digits of one width, to be copied.
[[nodiscard]] PlainLabel *digestLabel(QWidget *parent, const char *objectName);

inline constexpr std::chrono::minutes armedFor{15};

/// Asks whether a production tenant may be changed for armedFor; `allowed` is called when the person says so.
void askToArm(QWidget *parent, const ConnectionProfile &profile, std::function<void()> allowed);

} // namespace muster
