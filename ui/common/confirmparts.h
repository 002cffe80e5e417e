// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QPushButton;
class QWidget;

namespace muster {

class ConfirmButton;
class PlainLabel;

/// What stands at the foot of every page that is about to change something at the tenant, alike on all of them.

/// For a tenant that is look only; to be shown while it is.
[[nodiscard]] QPushButton *allowChangesButton(QWidget *parent, const char *objectName);
/// The act itself; its text is the page's.
[[nodiscard]] ConfirmButton *primaryConfirmButton(QWidget *parent, const char *objectName);
/// Whether the act removes what somebody may miss: then the button has the colours of that, not of the ordinary act.
void setDestructive(QPushButton *button, bool destructive);
/// The digest of what is confirmed: muted, in digits of one width, to be copied.
[[nodiscard]] PlainLabel *digestLabel(QWidget *parent, const char *objectName);

/// All of them in a row, for a page whose act is `act` ("Apply"): their objects are "applyDigestLabel",
/// "armForApplyButton", "cancelApplyButton" and "confirmApplyButton".
struct ConfirmFoot
{
    QWidget *widget = nullptr;
    PlainLabel *digest = nullptr;
    QPushButton *arm = nullptr;
    QPushButton *cancel = nullptr;
    ConfirmButton *confirm = nullptr;
};
[[nodiscard]] ConfirmFoot confirmFoot(QWidget *parent, const QString &act, const QString &cancelText);

} // namespace muster
