// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/layoutmemory.h"

#include <QDataStream>
#include <QDialog>
#include <QEvent>
#include <QHash>
#include <QIODevice>
#include <QScreen>

namespace muster {

namespace {

class PassingMemory final : public LayoutMemory
{
public:
    QByteArray recall(const QString &what) const override { return m_states.value(what); }
    void keep(const QString &what, const QByteArray &state) override
    {
        if (state.isEmpty())
            m_states.remove(what);
        else
            m_states.insert(what, state);
    }
    void clear() { m_states.clear(); }

private:
    QHash<QString, QByteArray> m_states;
};

LayoutMemory *s_memory = nullptr;

PassingMemory &passingMemory()
{
    static PassingMemory memory;
    return memory;
}

/// Lives as long as its dialog. Only a size that differs from the one the dialog opened with is kept: a dialog that
/// nobody touched follows its texts and the font.
class DialogSize final : public QObject
{
public:
    explicit DialogSize(QDialog &dialog)
        : QObject(&dialog)
        , m_dialog(dialog)
    {
        dialog.installEventFilter(this);
        QSize size;
        QDataStream in(LayoutMemory::instance().recall(dialog.objectName()));
        in >> size;
        if (in.status() != QDataStream::Ok || !size.isValid())
            return;
        if (const QScreen *screen = dialog.screen())
            size = size.boundedTo(screen->availableSize());
        dialog.resize(size.expandedTo(dialog.minimumSize()));
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Show && !event->spontaneous()) {
            m_opened = m_dialog.size();
        } else if (event->type() == QEvent::Hide && !event->spontaneous() && m_opened.isValid()
                   && m_dialog.size() != m_opened) {
            QByteArray state;
            QDataStream out(&state, QIODevice::WriteOnly);
            out << m_dialog.size();
            LayoutMemory::instance().keep(m_dialog.objectName(), state);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    QDialog &m_dialog;
    QSize m_opened;
};

} // namespace

LayoutMemory &LayoutMemory::instance()
{
    return s_memory ? *s_memory : passingMemory();
}

void LayoutMemory::replace(LayoutMemory *memory)
{
    s_memory = memory;
    passingMemory().clear();
}

void rememberSize(QDialog &dialog)
{
    new DialogSize(dialog);
}

} // namespace muster
