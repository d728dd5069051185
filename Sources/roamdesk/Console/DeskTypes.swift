import AdminAPI
import Desk

// Names that both modules have, each by one word for what it is here.
typealias DeskEvent = Desk.Event
typealias DeskState = Desk.State
