// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/connectionprofile.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class ConfirmButton;

/// The last look before something is changed at a tenant: which tenant, why it cannot be done now, and the act itself
/// (S30). What exactly is changed is each page's own; it builds the parts in the order of the tab key and decides in
/// showButtons() whether the act is allowed.
class ConfirmPage : public QWidget
{
    Q_OBJECT

public:
    void setLookOnly(bool lookOnly); ///< Whether the tenant may only be looked at now.

Q_SIGNALS:
    void closed();
    void armAsked(); ///< Changes of the tenant are to be allowed.

protected:
    explicit ConfirmPage(QWidget *parent);
    virtual void showButtons() = 0; ///< After everything that they depend on.

    /// The title, to be filled by the page, and the environment's badge.
    [[nodiscard]] QHBoxLayout *buildHead(QWidget *parent, const char *titleName);
    void buildProblem(QWidget *parent, const char *objectName);
    /// What is asked for, in m_ask, and m_count for the number that answers it. For the name "groupUndo" their objects
    /// are "groupUndoAskLabel" and "groupUndoCountEdit".
    [[nodiscard]] QWidget *buildTypedCount(const QByteArray &name, const QString &accessibleName);
    /// The parts of it alone, in m_typed, for a page with more to type.
    void makeTypedCount(const QByteArray &name, const QString &accessibleName);
    /// For the act "Apply" their objects are "armForApplyButton", "cancelApplyButton" and "confirmApplyButton". Without
    /// `cancelText` there is no button to cancel.
    void buildActs(QWidget *parent, const QByteArray &act, const QString &cancelText = {});
    /// The acts in a row, with the digest of what is confirmed ("applyDigestLabel"); always with a button to cancel.
    [[nodiscard]] QWidget *buildFoot(const QByteArray &act, const QString &cancelText);

    void showProfile(const ConnectionProfile &profile);
    /// Why nothing can be confirmed; without a reason `message`, if any.
    void showProblem(const QString &problem, const QString &message = {});
    void setAct(const QString &text); ///< Another one than the one that was armed has to be armed anew.
    void setDigest(const QString &words, const QString &digest);
    [[nodiscard]] QString lookOnlyProblem() const;
    [[nodiscard]] static QString startProblem(const ApiError &error); ///< Why the run did not start.

    ConnectionProfile m_profile;
    bool m_lookOnly = false;
    QString m_error; ///< Why there is nothing to confirm, or no run.
    PlainLabel *m_title = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    PlainLabel *m_problem = nullptr;
    QWidget *m_typed = nullptr; ///< Around all that is to be typed.
    PlainLabel *m_ask = nullptr;
    QLineEdit *m_count = nullptr;
    PlainLabel *m_digest = nullptr;
    QPushButton *m_arm = nullptr;
    QPushButton *m_cancel = nullptr;
    ConfirmButton *m_confirm = nullptr;
};

} // namespace muster
